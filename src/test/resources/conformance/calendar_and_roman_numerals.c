/* Day of the week, leap years, Julian days, numerals both ways. */
#include <stdio.h>
#include <string.h>

static long julian(int y, int m, int d)
{
	int a = (14 - m) / 12;

	y = y + 4800 - a;
	m = m + 12 * a - 3;
	return d + (153 * m + 2) / 5 + 365L * y + y / 4 - y / 100 + y / 400 - 32045;
}

static const char *roman(int n, char *out)
{
	static const struct {
		int value;
		const char *text;
	} parts[] = { { 1000, "M" }, { 900, "CM" }, { 500, "D" }, { 400, "CD" }, { 100, "C" }, { 90, "XC" },
		      { 50, "L" }, { 40, "XL" }, { 10, "X" }, { 9, "IX" }, { 5, "V" }, { 4, "IV" }, { 1, "I" } };
	unsigned int i;

	*out = 0;
	for (i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		for (; n >= parts[i].value; n -= parts[i].value)
			strcat(out, parts[i].text);
	return out;
}

static int value(const char *s)
{
	static const int letters[26] = { ['I' - 'A'] = 1, ['V' - 'A'] = 5, ['X' - 'A'] = 10, ['L' - 'A'] = 50,
					 ['C' - 'A'] = 100, ['D' - 'A'] = 500, ['M' - 'A'] = 1000 };
	int sum = 0;

	for (; *s; s++) {
		int v = letters[*s - 'A'];

		sum += s[1] && letters[s[1] - 'A'] > v ? -v : v;
	}
	return sum;
}

int main(void)
{
	static const int years[] = { 1582, 1900, 1999, 2000, 2024, 2100 };
	char text[20];
	int i, good = 0;

	for (i = 0; i < 6; i++)
		printf("%d %ld %ld %s\n", years[i], julian(years[i], 2, 28) % 7,
		       julian(years[i], 3, 1) - julian(years[i], 2, 28), roman(years[i], text));
	for (i = 1; i < 500; i += 7)
		good += value(roman(i, text)) == i;
	printf("%d %s\n", good, roman(3888, text));
	return good;
}
