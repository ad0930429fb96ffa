/* A picture by iteration of complex squares. */
#include <stdio.h>

int main(void)
{
	int x, y, i, sum = 0;

	for (y = -8; y <= 8; y++) {
		for (x = -28; x <= 10; x++) {
			double re = 0, im = 0, cr = x / 14.0, ci = y / 7.0;

			for (i = 0; i < 40 && re * re + im * im < 4; i++) {
				double t = re * re - im * im + cr;

				im = 2 * re * im + ci;
				re = t;
			}
			putchar(" .:-=+*#%@"[i / 4 % 10]);
			sum += i;
		}
		putchar('\n');
	}
	return sum & 0xff;
}
