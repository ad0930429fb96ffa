/* All conversions over numbers large, small, tied and special. */
#include <stdio.h>

int main(void)
{
	static const double v[] = { 0.0, -0.0, 1, -1.5, 0.1, 2.5, 3.5, 1e10, 1e-10, 123456.789, 999999.5,
				    1e100, 5e-324, 1.7976931348623157e308, 0.5, 99.995, 1.0 / 3 };
	double inf = 1e308 * 10;
	unsigned int i;
	int n = 0;

	for (i = 0; i < sizeof(v) / sizeof(*v); i++) {
		n += printf("[%f] [%e] [%g] [%a]\n", v[i], v[i], v[i], v[i]);
		n += printf("[%.0f] [%.0e] [%.0g] [%.0a]\n", v[i], v[i], v[i], v[i]);
		n += printf("[%.3f] [%.3E] [%.10G] [%.3A]\n", v[i], v[i], v[i], v[i]);
		n += printf("[%12.2f] [%-12.2e] [%+012.4g] [% .1f]\n", v[i], v[i], v[i], v[i]);
	}
	n += printf("[%f] [%F] [%010f] [%e] [%-8gx] [%+g]\n", inf, -inf, inf, -inf, inf, inf);
	n += printf("[%#.0f] [%#g] [%#.3g] [%.20f] [%.15g]\n", 3.0, 1.0, 2.0, 0.1, 0.1);
	printf("%d\n", n);
	return n & 0xff;
}
