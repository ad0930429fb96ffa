/* Two-dimensional tables, modular arithmetic and checks of sums. */
#include <stdio.h>

static int square[9][9];

static int check(int n)
{
	int i, j, want = n * (n * n + 1) / 2, a = 0, b = 0;

	for (i = 0; i < n; i++) {
		int r = 0, c = 0;

		for (j = 0; j < n; j++) {
			r += square[i][j];
			c += square[j][i];
		}
		a += square[i][i];
		b += square[i][n - 1 - i];
		if (r != want || c != want)
			return 0;
	}
	return a == want && b == want;
}

int main(void)
{
	unsigned long row[32] = { 1 };
	int i, j, n, good = 0;

	for (i = 0; i < 30; i++) {
		if (i % 6 == 0) {
			for (j = 0; j <= i; j++)
				printf("%lu ", row[j]);
			printf("\n");
		}
		for (j = i + 1; j > 0; j--)
			row[j] += row[j - 1];
	}
	for (n = 3; n <= 9; n += 2) {
		for (i = 0; i < n; i++)
			for (j = 0; j < n; j++)
				square[i][j] = n * ((i + j + 1 + n / 2) % n) + (i + 2 * j + n - 3 + 5) % n + 1;
		good += check(n);
		printf("%d %d\n", square[0][0], check(n));
	}
	return good;
}
