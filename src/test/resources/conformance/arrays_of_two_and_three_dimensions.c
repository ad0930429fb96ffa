/* Row-major order, rows as pointers, partial indexing. */
#include <stdio.h>

static int cube[2][3][4];

static int row_sum(int (*m)[4], int row)
{
	int i, s = 0;

	for (i = 0; i < 4; i++)
		s += m[row][i];
	return s;
}

static int trace(const int m[3][3])
{
	return m[0][0] + m[1][1] + m[2][2];
}

int main(void)
{
	int i, j, k, *flat = &cube[0][0][0];
	int square[3][3] = { { 1, 2, 3 }, { 4, 5, 6 }, { 7, 8, 9 } }, turned[3][3];
	int (*plane)[4];

	for (i = 0; i < 2; i++)
		for (j = 0; j < 3; j++)
			for (k = 0; k < 4; k++)
				cube[i][j][k] = 100 * i + 10 * j + k;
	printf("%d %d %d\n", cube[1][2][3], *(*(*(cube + 1) + 2) + 1), (*cube)[1][2]);
	printf("%ld\n", (long)(&cube[1][1][1] - flat));
	plane = cube[1];
	printf("%d %d %d\n", row_sum(plane, 0), row_sum(cube[0], 2), plane[2][0]);
	for (i = 0; i < 3; i++)
		for (j = 0; j < 3; j++)
			turned[j][2 - i] = square[i][j];
	for (i = 0; i < 9; i++)
		printf("%d ", turned[i / 3][i % 3]);
	printf("\n%d %zu %zu\n", trace(turned), sizeof(cube[0]), sizeof(cube[0][0]));
	return trace(square);
}
