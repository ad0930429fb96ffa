/* Narrowing rounds to nearest even, overflows to infinity; widening is exact. */
#include <stdio.h>
#include <string.h>

static unsigned int bits(float f)
{
	unsigned int u;

	memcpy(&u, &f, sizeof(u));
	return u;
}

static float pass(float f)
{
	return f;
}

int main(void)
{
	static const double v[] = { 0.1, 1.0000000596046448, 1.00000017881393433, 1e39, -1e39, 1e-46,
				    7e-46, 1e-40, 3.4028235677973366e38, 16777217, -0.0 };
	unsigned int i;
	double wide;

	for (i = 0; i < sizeof(v) / sizeof(*v); i++) {
		volatile double d = v[i];

		printf("%08x %08x ", bits((float)d), bits(pass(d)));
		wide = (float)d;
		printf("%.17g %d\n", wide, wide == d);
	}
	wide = 0.1f;
	printf("%.20f\n", wide);
	printf("%d\n", 0.1f + 0.2 == 0.1 + 0.2);
	return bits((float)v[0]) & 0xff;
}
