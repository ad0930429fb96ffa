/* floor, ceil, trunc, round, rint, nearbyint, lround over halves and signs. */
#include <math.h>
#include <stdio.h>

int main(void)
{
	static const double v[] = { 0.0, -0.0, 0.5, -0.5, 1.5, -1.5, 2.5, -2.5, 0.49999999999999994, 3.7, -3.2,
				    4503599627370495.5, 1e300, INFINITY };
	unsigned int i;
	long sum = 0;

	for (i = 0; i < sizeof(v) / sizeof(*v); i++) {
		volatile double x = v[i];
		volatile float f = (float)x;

		printf("%g %g %g %g %g %g\n", floor(x), ceil(x), trunc(x), round(x), rint(x), nearbyint(x));
		printf("%g %g %g %g %g\n", floorf(f), ceilf(f), truncf(f), roundf(f), rintf(f));
		if (fabs(x) < 1e17) {
			printf("%ld %ld %lld\n", lround(x), lrint(x), llround(x));
			sum += lround(x) - lrint(x);
		}
	}
	return (int)sum;
}
