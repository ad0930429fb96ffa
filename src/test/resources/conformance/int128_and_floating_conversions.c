/* clang-only: from and to doubles and floats across the whole range. */
#include <stdio.h>

typedef unsigned __int128 u128;

static void show(u128 v)
{
	printf("%016lx%016lx ", (unsigned long)(v >> 64), (unsigned long)v);
}

int main(void)
{
	volatile double d[] = { 0.5, 1e10, 18446744073709551616.0, 1e30, 1.7e38 };
	u128 u[] = { 1, (u128)1 << 64, ((u128)1 << 100) + 1, ((u128)1 << 127) + ((u128)1 << 74), (u128)-1,
		     ((u128)1 << 64) + 2049 };
	int i;

	for (i = 0; i < 5; i++) {
		show((u128)d[i]);
		show((u128)(__int128)-d[i]);
		printf("\n");
	}
	for (i = 0; i < 6; i++)
		printf("%a %a %a\n", (double)u[i], (double)(__int128)u[i], (double)(float)u[i]);
	return (int)((u128)d[3] & 0xff);
}
