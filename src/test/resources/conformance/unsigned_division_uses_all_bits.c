/* Division of values with the top bit set. */
#include <stdio.h>

int main(void)
{
	unsigned int a = 0xfffffff0u;
	unsigned long b = 0xfffffffffffffff0ul;
	unsigned char c = 250;
	unsigned int divisors[] = { 1, 2, 3, 7, 10, 255, 65536, 0x80000000u, 0xffffffffu };
	int i;

	for (i = 0; i < 9; i++) {
		unsigned int d = divisors[i];

		printf("%u %u\n", a / d, a % d);
		printf("%lu %lu\n", b / d, b % d);
		printf("%u %u\n", c / d, c % d);
	}
	printf("%lu %lu\n", b / 0x8000000000000001ul, b % 0x8000000000000001ul);
	printf("%d\n", (int)(a / 16 == 0x0fffffffu));
	return (int)(b % 251);
}
