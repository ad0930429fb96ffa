/* All solutions, by backtracking with arrays and with bit masks. */
#include <stdio.h>

static int row[8], solutions;

static int safe(int n, int c)
{
	int i;

	for (i = 0; i < n; i++)
		if (row[i] == c || row[i] - c == n - i || c - row[i] == n - i)
			return 0;
	return 1;
}

static void place(int n)
{
	int c;

	if (n == 8) {
		if (solutions++ % 23 == 0) {
			for (c = 0; c < 8; c++)
				printf("%d", row[c]);
			printf("\n");
		}
		return;
	}
	for (c = 0; c < 8; c++)
		if (safe(n, c)) {
			row[n] = c;
			place(n + 1);
		}
}

static int count(unsigned int cols, unsigned int left, unsigned int right)
{
	unsigned int open = ~(cols | left | right) & 0x7f, bit;
	int n = 0;

	if (cols == 0x7f)
		return 1;
	for (; open; open &= open - 1) {
		bit = open & -open;
		n += count(cols | bit, (left | bit) << 1, (right | bit) >> 1);
	}
	return n;
}

int main(void)
{
	place(0);
	printf("%d %d\n", solutions, count(0, 0, 0));
	return solutions;
}
