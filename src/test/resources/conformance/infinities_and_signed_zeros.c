/* Arithmetic with what is not a number of the line. */
#include <math.h>
#include <stdio.h>

int main(void)
{
	volatile double inf = INFINITY, zero = 0.0, minus = -0.0, one = 1;

	printf("%g %g %g %g\n", one / inf, -one / inf, inf + inf, inf * -2);
	printf("%d %d %d\n", isnan(inf - inf) != 0, isnan(zero * inf) != 0, isnan(zero / zero) != 0);
	printf("%g %g %g\n", inf / 2, sqrt(inf), fabs(-inf));
	printf("%g %g %g %g\n", zero + minus, minus + minus, zero - zero, minus - zero);
	printf("%g %g %d\n", minus * one, zero * -one, zero == minus);
	printf("%d %d %d\n", signbit(minus) != 0, signbit(zero) != 0, signbit(-inf) != 0);
	printf("%d %d %d %d\n", isinf(inf), isinf(-inf), isinf(one), isfinite(one) != 0);
	printf("%d %d %d %d %d\n", fpclassify(inf), fpclassify(zero), fpclassify(one),
	       fpclassify(4.9e-324 * one), fpclassify(inf - inf));
	printf("%d %d\n", (int)(1 / (one + inf)), inf > 1e308);
	printf("%d %d %d\n", isgreater(one, zero), isless(one, inf), isunordered(one, inf - inf));
	return isnormal(one) ? 3 : 4;
}
