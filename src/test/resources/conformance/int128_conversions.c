/* From and to every other arithmetic type. */
#include <stdio.h>

typedef unsigned __int128 u128;
typedef __int128 s128;

static void show(u128 v)
{
	printf("%016lx%016lx\n", (unsigned long)(v >> 64), (unsigned long)v);
}

static u128 pass(u128 a, int x, s128 b)
{
	return a + x - (u128)b;
}

struct holder {
	char c;
	s128 wide;
};

int main(void)
{
	struct holder h = { 'x', -3 };
	s128 array[3] = { 1, -1, (s128)1 << 90 };

	show((u128)(s128)(signed char)-1);
	show((unsigned char)-1);
	show((u128)(s128)-1L);
	show((u128)-1UL);
	printf("%d %ld %u\n", (int)array[1], (long)array[2], (unsigned short)(u128)-2);
	show(pass(5, -6, 7));
	printf("%zu %zu %zu\n", sizeof(struct holder), _Alignof(s128), sizeof(array));
	h.wide *= array[2];
	show((u128)h.wide);
	show((u128)array[2]);
	printf("%d\n", (_Bool)array[2]);
	return (int)-h.wide == 0;
}
