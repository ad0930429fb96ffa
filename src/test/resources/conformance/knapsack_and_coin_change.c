/* Tables filled from small to large. */
#include <stdio.h>

int main(void)
{
	static const int weight[] = { 12, 7, 11, 8, 9, 6, 7, 3, 5, 6, 4, 5 };
	static const int value[] = { 24, 13, 23, 15, 16, 11, 12, 5, 9, 10, 8, 8 };
	static const int coins[] = { 1, 2, 5, 10, 20, 50, 100, 200 };
	int best[61] = { 0 }, w, i;
	long ways[201] = { 1 };
	short fewest[201];

	for (i = 0; i < 12; i++)
		for (w = 60; w >= weight[i]; w--)
			if (best[w - weight[i]] + value[i] > best[w])
				best[w] = best[w - weight[i]] + value[i];
	for (w = 0; w <= 60; w += 10)
		printf("%d ", best[w]);
	for (i = 0; i < 8; i++)
		for (w = coins[i]; w <= 200; w++)
			ways[w] += ways[w - coins[i]];
	fewest[0] = 0;
	for (w = 1; w <= 200; w++) {
		fewest[w] = 1000;
		for (i = 0; i < 8; i++)
			if (coins[i] <= w && fewest[w - coins[i]] + 1 < fewest[w])
				fewest[w] = fewest[w - coins[i]] + 1;
	}
	printf("\n%ld %ld %d %d\n", ways[200], ways[99], fewest[188], fewest[99]);
	return best[60] & 0xff;
}
