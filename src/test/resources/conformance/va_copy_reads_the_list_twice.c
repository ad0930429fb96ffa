/* A copy goes on from where the original was. */
#include <stdarg.h>
#include <stdio.h>

static double spread(int n, ...)
{
	va_list args, again;
	double mean = 0, sum = 0;
	int i, first;

	va_start(args, n);
	first = va_arg(args, int);
	va_copy(again, args);
	for (i = 0; i < n; i++)
		mean += va_arg(args, double);
	va_end(args);
	mean /= n;
	for (i = 0; i < n; i++) {
		double d = va_arg(again, double) - mean;

		sum += d * d;
	}
	va_end(again);
	return first * sum;
}

int main(void)
{
	printf("%g\n", spread(3, 1, 1.0, 2.0, 3.0));
	printf("%g\n", spread(10, 2, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0));
	return (int)spread(2, 10, 1.0, 3.0);
}
