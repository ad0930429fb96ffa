/* Twenty parameters of mixed types in the right order. */
#include <stdio.h>

static long lots(char a, short b, int c, long d, unsigned char e, unsigned short f, unsigned int g,
		 unsigned long h, float i, double j, signed char k, const char *l, double m, float n,
		 double o, float p, double q, float r, double s, int t)
{
	printf("%c %d %d %ld %u %u %u %lu %g %g %d %s %g %g %g %g %g %g %g %d\n", a, b, c, d, e, f, g, h,
	       i, j, k, l, m, n, o, p, q, r, s, t);
	return a + b + c + d + e + f + g + (long)h + (long)(i + j) + k + l[0] + (long)(m + n + o + p) +
	       (long)(q + r + s) + t;
}

static int nine(int a, int b, int c, int d, int e, int f, int g, int h, int i)
{
	return a - b * 2 + c * 3 - d * 4 + e * 5 - f * 6 + g * 7 - h * 8 + i * 9;
}

int main(void)
{
	long r = lots('a', -2, 3, -4, 250, 60000, 4000000000u, 8, 9.5f, 10.25, -11, "twelve", 13, 14.5f,
		      15, 16.5f, 17, 18.5f, 19, 20);

	printf("%ld\n", r);
	printf("%d\n", nine(1, 2, 3, 4, 5, 6, 7, 8, 9));
	return nine(9, 8, 7, 6, 5, 4, 3, 2, 1);
}
