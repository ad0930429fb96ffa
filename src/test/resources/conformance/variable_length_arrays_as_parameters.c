/* Two dimensions whose sizes are parameters; pointers to rows. */
#include <stdio.h>
#include <stdlib.h>

static int sum(int rows, int cols, int m[rows][cols])
{
	int i, j, s = 0;

	for (i = 0; i < rows; i++)
		for (j = 0; j < cols; j++)
			s += m[i][j] * (i + 1);
	return s;
}

static void transpose(int r, int c, int from[r][c], int to[c][r])
{
	int i, j;

	for (i = 0; i < r; i++)
		for (j = 0; j < c; j++)
			to[j][i] = from[i][j];
}

int main(void)
{
	int r = 3, c = 5, i;
	int fixed[3][5], turned[c][r];
	int (*heap)[c] = malloc(r * sizeof(*heap));

	for (i = 0; i < 15; i++)
		fixed[i / 5][i % 5] = i;
	transpose(r, c, fixed, turned);
	printf("%d %d\n", sum(r, c, fixed), sum(c, r, turned));
	for (i = 0; i < 15; i++)
		heap[i / 5][i % 5] = 15 - i;
	printf("%d %zu %zu\n", sum(r, c, heap), sizeof(*heap), sizeof(turned));
	c = 100;
	printf("%zu\n", sizeof(turned[0]));
	i = heap[1][2];
	free(heap);
	return i;
}
