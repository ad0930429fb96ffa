/* When six integer or eight vector registers are used up, a whole struct goes to the stack. */
#include <stdio.h>

struct two {
	long a, b;
};
struct mixed {
	double d;
	long l;
};

static long many(long a, long b, long c, long d, long e, struct two s, long f, struct mixed m,
		 struct two t)
{
	printf("%ld %ld %ld %ld %ld | %ld %ld | %ld | %g %ld | %ld %ld\n", a, b, c, d, e, s.a, s.b, f,
	       m.d, m.l, t.a, t.b);
	return a + s.b * 2 + f * 3 + m.l * 5 + t.a * 7;
}

static double doubles(double a, double b, double c, double d, double e, double f, double g,
		      struct mixed m, double h, struct mixed n, double i)
{
	printf("%g %g %g %g %g %g %g | %g %ld | %g | %g %ld | %g\n", a, b, c, d, e, f, g, m.d, m.l, h,
	       n.d, n.l, i);
	return a + m.d + h + n.d + i;
}

int main(void)
{
	struct two s = { 6, 7 }, t = { 11, 12 };
	struct mixed m = { 9.5, 10 }, n = { 0.125, -4 };
	long r = many(1, 2, 3, 4, 5, s, 8, m, t);
	double d = doubles(1, 2, 3, 4, 5, 6, 7, m, 8, n, 9);

	printf("%ld %g\n", r, d);
	return (int)r;
}
