/* Results, the NUL, appending, and truncation at every size. */
#include <stdio.h>
#include <string.h>

int main(void)
{
	char text[100], small[12];
	int n = 0, i;

	for (i = 0; i < 5; i++)
		n += sprintf(text + n, "%d:%s,", i, i & 1 ? "odd" : "even");
	printf("%s %d\n", text, n);
	for (i = 0; i <= 12; i++) {
		memset(small, '#', sizeof(small));
		n = snprintf(small, i, "%s-%d", "abc", 12345);
		printf("%d %.12s|", n, i ? small : "");
		printf("%d\n", i < 12 ? small[i] : 0);
	}
	return n;
}
