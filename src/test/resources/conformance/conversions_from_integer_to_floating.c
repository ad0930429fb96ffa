/* Rounding of integers that do not fit the significand; the top bit of unsigned ones. */
#include <stdio.h>

int main(void)
{
	static const unsigned long v[] = { 0, 1, 16777217, 16777219, 33554435, 9007199254740993, 9007199254740995,
		0x7fffffffffffffff, 0x8000000000000000, 0x8000000000000400, 0x8000000000000401,
		0xffffffffffffffff, 0xffffffff };
	unsigned int i;

	for (i = 0; i < sizeof(v) / sizeof(*v); i++) {
		volatile unsigned long u = v[i];

		printf("%a %a %a %a\n", (double)u, (double)(long)u, (double)(float)u,
		       (double)(float)(long)u);
		printf("%a %a %a %a\n", (double)(unsigned int)u, (double)(int)u, (double)(float)(unsigned int)u,
		       (double)(float)(int)u);
		printf("%a %a\n", (double)(signed char)u, (double)(unsigned short)u);
	}
	return (int)(double)v[2] & 0xff;
}
