/* To unsigned types modulo 2^n; to signed ones as the compiler defines it, the low bits. */
#include <stdbool.h>
#include <stdio.h>

int main(void)
{
	static const unsigned long values[] = { 0, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff,
		0x7fffffff, 0x80000000, 0xffffffff, 0x100000000, 0x8000000000000000, 0xffffffffffffffff,
		0x123456789abcdef0 };
	unsigned int i;

	for (i = 0; i < sizeof(values) / sizeof(*values); i++) {
		unsigned long v = values[i];

		printf("%d %u %d %u %d %u %ld %d\n", (signed char)v, (unsigned char)v, (short)v,
		       (unsigned short)v, (int)v, (unsigned int)v, (long)v, (bool)v);
	}
	return (unsigned char)values[14];
}
