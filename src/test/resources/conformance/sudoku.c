/* Backtracking with constraint masks in a flat array. */
#include <stdio.h>

static char cell[82] = "530070000600195000098000060800060003400803001700020006060000280000419005000080079";
static unsigned short rows[9], cols[9], boxes[9];
static int tries;

static int solve(int at)
{
	int r, c, b, d;

	while (at < 81 && cell[at] != '0')
		at++;
	if (at == 81)
		return 1;
	r = at / 9, c = at % 9, b = r / 3 * 3 + c / 3;
	for (d = 1; d <= 9; d++) {
		unsigned short bit = 1 << d;

		if ((rows[r] | cols[c] | boxes[b]) & bit)
			continue;
		tries++;
		cell[at] = '0' + d;
		rows[r] |= bit, cols[c] |= bit, boxes[b] |= bit;
		if (solve(at + 1))
			return 1;
		rows[r] ^= bit, cols[c] ^= bit, boxes[b] ^= bit;
		cell[at] = '0';
	}
	return 0;
}

int main(void)
{
	int i;

	for (i = 0; i < 81; i++)
		if (cell[i] != '0') {
			unsigned short bit = 1 << (cell[i] - '0');

			rows[i / 9] |= bit;
			cols[i % 9] |= bit;
			boxes[i / 27 * 3 + i % 9 / 3] |= bit;
		}
	printf("%d\n", solve(0));
	for (i = 0; i < 81; i += 9)
		printf("%.9s\n", cell + i);
	printf("%d\n", tries);
	return tries & 0xff;
}
