/* Unsigned arithmetic is modulo 2^n at every width. */
#include <limits.h>
#include <stdio.h>

int main(void)
{
	unsigned char c = 250;
	unsigned short s = 65530;
	unsigned int i = UINT_MAX - 5;
	unsigned long l = ULONG_MAX - 5;
	int n;

	for (n = 0; n < 10; n++) {
		printf("%u %u %u %lu\n", c, s, i, l);
		c++, s++, i++, l++;
	}
	c = 0, s = 0, i = 0, l = 0;
	c--, s--, i--, l--;
	printf("%u %u %u %lu\n", c, s, i, l);
	printf("%u\n", 0u - 1u);
	printf("%lu\n", 0x8000000000000000ul * 2 + 3);
	printf("%u\n", 65535u * 65537u);
	printf("%lu\n", 0x123456789abcdeful * 0xfedcba987654321ul);
	printf("%u\n", -7u);
	return (int)(c - 200);
}
