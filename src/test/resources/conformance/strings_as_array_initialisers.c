/* With and without room for the NUL, in structs and two dimensions. */
#include <stdio.h>
#include <string.h>

struct tag {
	char id[4];
	char text[8];
};

static const char exact[3] = "abc";
static const char days[][4] = { "Mon", "Tue", "Wed" };
static struct tag tags[] = { { "ABCD", "x" }, { { 'z' }, { "longer" } } };

int main(void)
{
	char automatic[] = "automatic";
	char braces[] = { "in braces" };
	unsigned char bytes[] = "\x80\xff";
	char *pointer = "pointer";

	printf("%zu %zu %zu %zu\n", sizeof(exact), sizeof(automatic), sizeof(braces), sizeof(bytes));
	printf("%.3s %s %s\n", exact, days[1], days[2]);
	printf("%.4s %s %s %s\n", tags[0].id, tags[0].text, tags[1].id, tags[1].text);
	automatic[0] = 'A';
	printf("%s %d %d\n", automatic, bytes[0], bytes[1]);
	printf("%c %c\n", pointer[3], "literal"[2]);
	printf("%zu\n", strlen(tags[1].text) + sizeof(days) / sizeof(days[0]));
	return memcmp(exact, "abd", 3) < 0;
}
