/* Iteration until it does not change any more, in float and double. */
#include <stdio.h>

static double root(double x)
{
	double r = x > 1 ? x : 1, last = 0;
	int i;

	for (i = 0; i < 200 && r != last; i++) {
		last = r;
		r = (r + x / r) / 2;
	}
	return r;
}

static float rootf(float x)
{
	float r = x, last;

	do {
		last = r;
		r = (r + x / r) * 0.5f;
	} while (r < last);
	return last;
}

int main(void)
{
	double x;

	for (x = 0.001; x < 1e6; x *= 9.7)
		printf("%.15g %.7g\n", root(x), rootf((float)x + 1));
	return (int)(root(1000) * 4);
}
