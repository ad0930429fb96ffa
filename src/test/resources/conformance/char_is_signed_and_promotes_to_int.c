/* Plain char is signed here, and every operand narrower than int becomes int first. */
#include <limits.h>
#include <stdio.h>

int main(void)
{
	char c = (char)0xff;
	unsigned char u = 0xff;
	signed char s = (signed char)0x80;

	printf("%d %d %d\n", c, u, s);
	printf("%d\n", c == u);
	printf("%d\n", (char)u == c);
	printf("%d\n", u + 1);
	printf("%d\n", (unsigned char)(u + 1));
	printf("%d %d\n", -s, s - 1);
	printf("%d\n", ~u);
	printf("%d %d\n", CHAR_MIN, CHAR_MAX);
	printf("%zu\n", sizeof(c + c));
	for (c = 120; c > 0 && c < 127; c++)
		printf("%d ", c);
	printf("\n");
	return u;
}
