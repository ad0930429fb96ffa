/* Shifts by 0 to width - 1 of unsigned values. */
#include <stdio.h>

int main(void)
{
	unsigned char c;
	unsigned short s;
	unsigned int i = 0x80000001u;
	unsigned long l = 0x8000000000000001ul;
	unsigned long sum = 0;
	int n;

	for (n = 0; n < 8; n++) {
		c = (unsigned char)(0x81 << n);
		printf("%x ", c);
	}
	printf("\n");
	for (n = 0; n < 16; n++) {
		s = (unsigned short)(0x8001u << n);
		printf("%x ", s);
	}
	printf("\n");
	for (n = 0; n < 32; n++)
		printf("%x ", i << n);
	printf("\n");
	for (n = 0; n < 64; n++) {
		sum = sum * 31 + (l << n);
		printf("%lx ", l << n);
	}
	printf("\n%lx\n", sum);
	return (int)(sum & 0x7f);
}
