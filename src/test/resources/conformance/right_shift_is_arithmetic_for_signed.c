/* Signed shifts copy the sign bit, unsigned ones bring in zeros. */
#include <stdio.h>

int main(void)
{
	signed char c = -128;
	short s = -32768;
	int i = -2147483647 - 1;
	long l = -9223372036854775807L - 1;
	int n;

	for (n = 0; n < 8; n++)
		printf("%d %d ", c >> n, (unsigned char)c >> n);
	printf("\n");
	for (n = 0; n < 16; n += 3)
		printf("%d %d ", s >> n, (unsigned short)s >> n);
	printf("\n");
	for (n = 0; n < 32; n += 5)
		printf("%d %u ", i >> n, (unsigned int)i >> n);
	printf("\n");
	for (n = 0; n < 64; n += 7)
		printf("%ld %lu ", l >> n, (unsigned long)l >> n);
	printf("\n");
	i = -17;
	i >>= 2;
	printf("%d\n", i);
	return i & 0xff;
}
