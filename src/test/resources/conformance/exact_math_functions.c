/* sqrt, fmod, remainder, fma, fmin, copysign, ldexp, frexp, modf, nextafter. */
#include <math.h>
#include <stdio.h>

int main(void)
{
	volatile double a = 10.5, b = -3.25, c = 2;
	volatile float f = 2.0f;
	double whole, parts;
	int e;

	printf("%a %a %a\n", sqrt(c), sqrt(a), sqrt(0.25));
	printf("%a\n", sqrtf(f));
	printf("%g %g %g\n", fmod(a, b), fmod(b, c), remainder(a, c + 2));
	printf("%a %a\n", fma(a, b, c), fma(1 + ldexp(c, -53), 1 - ldexp(c, -53), -1));
	printf("%g %g %g %g\n", fmin(a, b), fmax(a, b), fmin(NAN, a), fmax(b, NAN));
	printf("%g %g %g\n", copysign(a, b), fabs(b), fdim(a, b));
	printf("%g %g %g\n", ldexp(a, 10), ldexp(a, -1080), scalbn(b, 3));
	parts = frexp(a, &e);
	printf("%g %d\n", parts, e);
	parts = frexp(ldexp(c, -1070), &e);
	printf("%g %d\n", parts, e);
	parts = modf(b, &whole);
	printf("%g %g\n", parts, whole);
	printf("%a %a %a\n", nextafter(c, 3), nextafter(c, 1), nextafter(0.0, 1));
	printf("%g %d\n", logb(a), ilogb(a * 100));
	return (int)fmod(a * 100, 256);
}
