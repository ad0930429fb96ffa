/* Generations on a torus. */
#include <stdio.h>
#include <string.h>

enum { W = 24, H = 12 };

static unsigned char grid[2][H][W];

static int neighbours(int g, int y, int x)
{
	int dy, dx, n = 0;

	for (dy = -1; dy <= 1; dy++)
		for (dx = -1; dx <= 1; dx++)
			if (dy || dx)
				n += grid[g][(y + dy + H) % H][(x + dx + W) % W];
	return n;
}

int main(void)
{
	static const char *const start[] = { " #", "  #", "###", "", "", "   ###" };
	int g, x, y, alive = 0;

	for (y = 0; y < 6; y++)
		for (x = 0; start[y][x]; x++)
			grid[0][y + 2][x + 3] = start[y][x] == '#';
	for (g = 0; g < 20; g++)
		for (y = 0; y < H; y++)
			for (x = 0; x < W; x++) {
				int n = neighbours(g & 1, y, x);

				grid[~g & 1][y][x] = n == 3 || (n == 2 && grid[g & 1][y][x]);
			}
	for (y = 0; y < H; y++) {
		for (x = 0; x < W; x++) {
			putchar(grid[0][y][x] ? '#' : '.');
			alive += grid[0][y][x];
		}
		putchar('\n');
	}
	return alive;
}
