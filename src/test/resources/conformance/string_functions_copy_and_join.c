/* strlen, strcpy, strncpy, strcat, strncat, stpcpy, strdup. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *stpcpy(char *restrict to, const char *restrict from);

int main(void)
{
	char a[32], b[8], *d;
	int i;

	strcpy(a, "Hello");
	strcat(a, ", ");
	strncat(a, "world and more", 5);
	printf("%s %zu\n", a, strlen(a));
	strncpy(b, "ab", sizeof(b));
	for (i = 0; i < 8; i++)
		printf("%d ", b[i]);
	strncpy(b, "abcdefghijk", sizeof(b));
	printf("%.8s\n", b);
	d = stpcpy(stpcpy(a, "one"), "two");
	printf("%s %ld\n", a, (long)(d - a));
	d = strdup(a + 2);
	d[0] = 'E';
	printf("%s %s\n", d, a);
	i = strlen(d);
	free(d);
	printf("%zu %zu\n", strnlen(a, 4), strnlen(a, 100));
	return i;
}
