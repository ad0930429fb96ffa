/* Forwards, backwards, out of nested loops, over code, into a block. */
#include <stdio.h>

static int find(int m[4][4], int wanted)
{
	int i, j;

	for (i = 0; i < 4; i++)
		for (j = 0; j < 4; j++)
			if (m[i][j] == wanted)
				goto found;
	return -1;
found:
	return i * 10 + j;
}

static int cleanup(int fail)
{
	int done = 0;

	if (fail == 1)
		goto out;
	done |= 1;
	if (fail == 2)
		goto undo;
	done |= 2;
	if (!fail)
		goto out;
undo:
	done |= 0x10;
out:
	return done;
}

int main(void)
{
	int m[4][4], i, n = 0;

	for (i = 0; i < 16; i++)
		m[i / 4][i % 4] = i * i % 17;
	printf("%d %d %d\n", find(m, 0), find(m, 13), find(m, 3));
again:
	n++;
	if (n < 5)
		goto again;
	for (i = 0; i < 4; i++)
		printf("%d ", cleanup(i));
	goto inside;
	{
		puts("skipped");
inside:
		printf("%d\n", n);
	}
	if (n++ < 7)
		goto again;
	return n;
}
