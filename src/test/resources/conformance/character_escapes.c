/* Every escape sequence, multi-byte and octal ones too. */
#include <stdio.h>
#include <string.h>

int main(void)
{
	const char *s = "\a\b\f\n\r\t\v\\\'\"\?\0hidden";
	const char *o = "\1\12\123\1234";
	const char *x = "\x41\x7e\xff";
	size_t i;

	for (i = 0; i < 11; i++)
		printf("%d ", s[i]);
	printf("\n%zu %zu\n", strlen(s), sizeof("ab\0cd"));
	for (i = 0; o[i]; i++)
		printf("%d ", o[i]);
	for (i = 0; x[i]; i++)
		printf("%d ", x[i]);
	printf("\n%d %d %d\n", '\0', '\xff', '\377');
	printf("%s\n", "joined " "to" " one");
	return 'z' - 'a';
}
