/* Conversions inside expressions, compound assignments, increments, conditions. */
#include <stdio.h>

int main(void)
{
	int i = 7;
	unsigned int u = 4000000000u;
	long l = -3;
	float f = 2.5f;
	double d = 0.25;
	char c = 10;

	printf("%g %g %g\n", i / 2 + d, i / 2.0 + d, i / f);
	printf("%g %g\n", u * f, l * d);
	i += d * 10;
	i *= f;
	c -= 0.5;
	u /= 3.0;
	f += i;
	d *= l;
	printf("%d %d %u %g %g\n", i, c, u, f, d);
	f++;
	--d;
	printf("%g %g\n", f++, d--);
	printf("%d %d %d\n", f && d, !f, d < l);
	printf("%g\n", f > d ? i : d);
	printf("%g\n", (double)(i % 4) + (l >> 1));
	printf("%d\n", (int)(f * 10) % 7);
	return (int)(f + i);
}
