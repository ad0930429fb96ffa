/* The value of an assignment to a field is what the field now holds. */
#include <stdio.h>

struct counter {
	unsigned int low : 4;
	unsigned int high : 28;
	signed int s : 3;
};

int main(void)
{
	struct counter c = { 14, 7, 0 };
	int i, sum = 0;

	for (i = 0; i < 5; i++) {
		sum += c.low++;
		printf("%u ", c.low);
	}
	printf("%d\n", sum);
	printf("%u\n", (c.low = 100));
	printf("%u ", ++c.low);
	printf("%u ", c.low--);
	printf("%u\n", c.low -= 9);
	printf("%d\n", (c.s = 5));
	printf("%u %u\n", c.high <<= 2, c.low);
	printf("%u\n", c.high ^= 0x0ffffff0);
	c.low = c.high = 0x12345678;
	printf("%x %x\n", c.low, c.high);
	return c.low;
}
