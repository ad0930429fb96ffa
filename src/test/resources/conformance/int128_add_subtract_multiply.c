/* Carries and borrows across the middle. */
#include <stdio.h>

typedef unsigned __int128 u128;
typedef __int128 s128;

static void show(u128 v)
{
	printf("%016lx%016lx\n", (unsigned long)(v >> 64), (unsigned long)v);
}

int main(void)
{
	u128 a = ((u128)0x0123456789abcdefUL << 64) | 0xfedcba9876543210UL;
	u128 b = ((u128)1 << 127) + 12345;
	s128 c = -5;

	show(a + b);
	show(a - b);
	show(b - a);
	show(a * b);
	show(a * a);
	show(-a);
	show(~a);
	show((u128)c);
	show((u128)(c * 7));
	show((u128)(c * c - 26));
	show((u128)0xffffffffffffffffUL + 1);
	show((u128)0xffffffffffffffffUL * 0xffffffffffffffffUL);
	show((a & b) | (a ^ b));
	a += 1;
	a++;
	show(a--);
	show(a);
	return (int)(a % 256);
}
