/* Dynamic programming over two strings. */
#include <stdio.h>
#include <string.h>

static int least(int a, int b, int c)
{
	int m = a < b ? a : b;

	return m < c ? m : c;
}

static int distance(const char *a, const char *b)
{
	int n = (int)strlen(a), m = (int)strlen(b), i, j;
	int d[n + 1][m + 1];

	for (i = 0; i <= n; i++)
		for (j = 0; j <= m; j++)
			if (!i || !j)
				d[i][j] = i + j;
			else
				d[i][j] = least(d[i - 1][j] + 1, d[i][j - 1] + 1,
						d[i - 1][j - 1] + (a[i - 1] != b[j - 1]));
	return d[n][m];
}

static int common(const char *a, const char *b, char *out)
{
	int n = (int)strlen(a), m = (int)strlen(b), i, j, k;
	static int t[40][40];

	memset(t, 0, sizeof(t));
	for (i = n - 1; i >= 0; i--)
		for (j = m - 1; j >= 0; j--)
			t[i][j] = a[i] == b[j] ? 1 + t[i + 1][j + 1] :
				  t[i + 1][j] > t[i][j + 1] ? t[i + 1][j] : t[i][j + 1];
	for (i = j = k = 0; i < n && j < m;)
		if (a[i] == b[j])
			out[k++] = a[i++], j++;
		else if (t[i + 1][j] >= t[i][j + 1])
			i++;
		else
			j++;
	out[k] = 0;
	return t[0][0];
}

int main(void)
{
	static const char *const words[] = { "kitten", "sitting", "saturday", "sunday", "", "interpreter",
					     "internet" };
	char out[40];
	int i, j, sum = 0;

	for (i = 0; i < 7; i++) {
		for (j = 0; j < 7; j++) {
			int c = common(words[i], words[j], out);

			printf("%d/%d/%s ", distance(words[i], words[j]), c, out);
			sum += distance(words[i], words[j]) * (i + 1) + c;
		}
		printf("\n");
	}
	return sum & 0xff;
}
