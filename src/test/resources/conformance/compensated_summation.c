/* Kahan's sum needs the operations in the order written. */
#include <stdio.h>

static double kahan(const double *v, int n)
{
	double sum = 0, c = 0;
	int i;

	for (i = 0; i < n; i++) {
		double y = v[i] - c, t = sum + y;

		c = (t - sum) - y;
		sum = t;
	}
	return sum;
}

int main(void)
{
	double v[500], plain = 0;
	int i;

	for (i = 0; i < 500; i++) {
		v[i] = (i % 7 + 1) * 0.1 + (i % 50 == 0 ? 1e10 : 0);
		plain += v[i];
	}
	printf("%.17g %.17g\n", plain, kahan(v, 500));
	printf("%d\n", plain == kahan(v, 500));
	return (int)(kahan(v, 100) / 1e9);
}
