/* Linear equations with pivoting. */
#include <stdio.h>

enum { N = 6 };

int main(void)
{
	double a[N][N + 1], x[N], det = 1;
	int i, j, k, p;

	for (i = 0; i < N; i++)
		for (j = 0; j <= N; j++)
			a[i][j] = ((i * 7 + j * 13 + i * j) % 11) - 5 + (i == j ? 0.5 : 0);
	for (k = 0; k < N; k++) {
		for (p = k, i = k + 1; i < N; i++)
			if ((a[i][k] < 0 ? -a[i][k] : a[i][k]) > (a[p][k] < 0 ? -a[p][k] : a[p][k]))
				p = i;
		if (p != k) {
			for (j = 0; j <= N; j++) {
				double t = a[k][j];

				a[k][j] = a[p][j];
				a[p][j] = t;
			}
			det = -det;
		}
		det *= a[k][k];
		for (i = k + 1; i < N; i++) {
			double f = a[i][k] / a[k][k];

			for (j = k; j <= N; j++)
				a[i][j] -= f * a[k][j];
		}
	}
	for (i = N - 1; i >= 0; i--) {
		x[i] = a[i][N];
		for (j = i + 1; j < N; j++)
			x[i] -= a[i][j] * x[j];
		x[i] /= a[i][i];
	}
	for (i = 0; i < N; i++)
		printf("%.12f ", x[i]);
	printf("\n%.10f\n", det);
	return (int)det & 0xff;
}
