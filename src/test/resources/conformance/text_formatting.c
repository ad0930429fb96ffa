/* Centring, wrapping and numbering of lines by hand. */
#include <stdio.h>
#include <string.h>

static void line(const char *s, int n, int width)
{
	int left = (width - n) / 2;

	printf("|%*s%.*s%*s|\n", left, "", n, s, width - n - left, "");
}

static int wrap(const char *s, int width)
{
	int lines = 0;

	while (*s) {
		int n = (int)strlen(s), cut;

		if (n > width)
			for (cut = width; cut > 0 && s[cut] != ' '; cut--)
				;
		else
			cut = n;
		if (!cut)
			cut = width;
		line(s, cut, width + 4);
		s += cut;
		while (*s == ' ')
			s++;
		lines++;
	}
	return lines;
}

int main(void)
{
	int i, n = wrap("Programs must be written for people to read, and only incidentally for machines", 16);

	for (i = 1; i < 200; i *= 3)
		printf("%-4d%4d%06.2f%+5d%#6x\n", i, i * i % 1000, i / 7.0, -i, i);
	return n;
}
