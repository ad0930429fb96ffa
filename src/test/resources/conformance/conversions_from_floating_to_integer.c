/* Truncation towards zero at every width, signed and unsigned. */
#include <stdio.h>

int main(void)
{
	static const double v[] = { 0.99, -0.99, 1.5, -1.5, 2.5, 100.999, -100.999, 123.0 };
	volatile double big = 9.2e18, ubig = 1.8e19, u32 = 4294967295.0, neg = -9.2e18;
	volatile float f = 16777215.0f, g = -8388607.5f;
	unsigned int i;

	for (i = 0; i < sizeof(v) / sizeof(*v); i++) {
		volatile double d = v[i];

		printf("%d %d %d %ld %ld\n", (signed char)d, (short)d, (int)d, (long)d, (long)(float)d);
		if (d > -1)
			printf("%u %u %u %lu\n", (unsigned char)d, (unsigned short)d, (unsigned int)d,
			       (unsigned long)d);
	}
	printf("%ld %lu %lu %u %ld\n", (long)big, (unsigned long)big, (unsigned long)ubig,
	       (unsigned int)u32, (long)neg);
	printf("%d %d %ld %lu\n", (int)f, (int)g, (long)f, (unsigned long)f);
	printf("%d %d\n", (_Bool)v[0], (_Bool)(v[0] - v[0]));
	return (int)v[5];
}
