/* The result has the promoted type of the left operand only. */
#include <stdio.h>

int main(void)
{
	unsigned long count = 33;
	unsigned char small = 3;
	long long wide = 40;

	printf("%lx\n", 1ul << count);
	printf("%lx\n", 1ul << small);
	printf("%x\n", 1u << small);
	printf("%lx\n", 0xfful << wide);
	printf("%zu %zu\n", sizeof(1 << wide), sizeof(1ul << small));
	printf("%d\n", (unsigned char)0x80 << 1);
	printf("%lx\n", (unsigned long)(1u << 31) << 1);
	printf("%lx\n", (unsigned long)(int)(1u << 31));
	return 1 << small;
}
