/* Integer and floating matrices. */
#include <stdio.h>

enum { N = 8 };

static void multiply(const long a[N][N], const long b[N][N], long c[N][N])
{
	int i, j, k;

	for (i = 0; i < N; i++)
		for (j = 0; j < N; j++) {
			c[i][j] = 0;
			for (k = 0; k < N; k++)
				c[i][j] += a[i][k] * b[k][j];
		}
}

int main(void)
{
	long a[N][N], b[N][N], c[N][N];
	double d[N][N], e = 0;
	long sum = 0;
	int i, j, k;

	for (i = 0; i < N; i++)
		for (j = 0; j < N; j++) {
			a[i][j] = i * 3 - j;
			b[i][j] = (i ^ j) - 4;
			d[i][j] = 1.0 / (i + j + 1);
		}
	multiply(a, b, c);
	multiply(c, a, b);
	for (i = 0; i < N; i++) {
		for (j = 0; j < N; j++)
			sum = sum % 1000003 * 31 + b[i][j];
		printf("%ld ", b[i][i]);
	}
	for (i = 0; i < N; i++)
		for (j = 0; j < N; j++)
			for (k = 0; k < N; k++)
				e += d[i][k] * d[k][j];
	printf("\n%ld %.12f\n", sum, e);
	return (int)(sum & 0x7f);
}
