/* Signs of strcmp, strncmp, memcmp, with bytes above 127. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

static int sign(int x)
{
	return (x > 0) - (x < 0);
}

int main(void)
{
	static const char *const w[] = { "", "a", "ab", "abc", "abd", "b", "\x80", "A", "aB" };
	int i, j, sum = 0;

	for (i = 0; i < 9; i++) {
		for (j = 0; j < 9; j++) {
			printf("%2d%2d%2d ", sign(strcmp(w[i], w[j])), sign(strncmp(w[i], w[j], 2)),
			       sign(strcasecmp(w[i], w[j])));
			sum += sign(strcmp(w[i], w[j])) * j;
		}
		printf("\n");
	}
	printf("%d %d %d\n", sign(memcmp("a\0b", "a\0c", 3)), sign(memcmp("a\0b", "a\0c", 2)),
	       sign(memcmp("\xff", "\x01", 1)));
	printf("%d %d\n", sign(strncmp("same", "samx", 3)), sign(strncasecmp("SAME", "samx", 4)));
	return sum & 0xff;
}
