/* Every function of ctype.h over all characters. */
#include <ctype.h>
#include <stdio.h>

int main(void)
{
	int c, n, total = 0;

	for (c = -1; c < 256; c++) {
		n = !!isalnum(c) | !!isalpha(c) << 1 | !!iscntrl(c) << 2 | !!isdigit(c) << 3 |
		    !!isgraph(c) << 4 | !!islower(c) << 5 | !!isprint(c) << 6 | !!ispunct(c) << 7 |
		    !!isspace(c) << 8 | !!isupper(c) << 9 | !!isxdigit(c) << 10 | !!isblank(c) << 11;
		printf("%x ", n);
		total += n * (c + 2) + tolower(c) + toupper(c) * 3;
	}
	printf("\n%d\n", total);
	return total & 0xff;
}
