/* Shift counts below, at and above 64. */
#include <stdio.h>

typedef unsigned __int128 u128;
typedef __int128 s128;

static void show(u128 v)
{
	printf("%016lx%016lx\n", (unsigned long)(v >> 64), (unsigned long)v);
}

int main(void)
{
	static const int counts[] = { 0, 1, 31, 32, 63, 64, 65, 100, 127 };
	u128 u = ((u128)0x8123456789abcdefUL << 64) | 0x0fedcba987654321UL;
	s128 s = (s128)u;
	unsigned int i;

	for (i = 0; i < sizeof(counts) / sizeof(*counts); i++) {
		show(u << counts[i]);
		show(u >> counts[i]);
		show((u128)(s >> counts[i]));
	}
	printf("%d %d %d\n", u > 1, s > 1, s < 0);
	printf("%d %d\n", (u128)s == u, u >> 64 == 0x8123456789abcdefUL);
	printf("%d %d\n", (s128)1 << 100 > (s128)1 << 99, -((s128)1 << 100) < (s128)1);
	printf("%d\n", (u128)-1 > 0xffffffffffffffffUL);
	printf("%d %d %d\n", !u, !!u, !(u128)0);
	return (int)(u >> 120);
}
