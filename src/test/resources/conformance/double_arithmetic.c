/* Sums, products and quotients bit by bit. */
#include <stdio.h>
#include <string.h>

static unsigned long bits(double d)
{
	unsigned long u;

	memcpy(&u, &d, sizeof(u));
	return u;
}

int main(void)
{
	volatile double a = 0.1, b = 0.2, c = 3, d = 1e308;
	double x = 1, s = 0;
	int i;

	printf("%016lx %016lx %016lx\n", bits(a + b), bits(a * b), bits(1 / c));
	printf("%016lx %016lx %016lx\n", bits(d * 10), bits(-d * 10), bits(d - d * 1.5));
	for (i = 1; i < 40; i++) {
		x = x * 1.0625 - 1 / x;
		s += x / i;
		if (i % 8 == 0)
			printf("%016lx %016lx\n", bits(x), bits(s));
	}
	printf("%d %d %d\n", a + b == 0.3, a + b > 0.3, c / 10 == 0.3);
	printf("%.17g %.17g\n", a + b, s);
	printf("%016lx\n", bits(-0.0 + 0.0));
	return (int)(bits(s) & 0x7f);
}
