/* Known sizes, unknown ones, and the sizes of members. */
#include <stdio.h>
#include <string.h>

struct packet {
	int id;
	char text[10];
	char rest[6];
};

static char buffer[32];

int main(void)
{
	struct packet p;
	int n = 0;

	printf("%zu %zu\n", __builtin_object_size(buffer, 0), __builtin_object_size(buffer + 5, 0));
	printf("%zu %zu\n", __builtin_object_size(&p.text, 1), __builtin_object_size(&p, 0));
	printf("%zu\n", __builtin_object_size(p.text + 4, 1));
	memset(&p, 0, sizeof(p));
	__builtin___memcpy_chk(p.text, "abc", 4, __builtin_object_size(p.text, 0));
	__builtin___strcpy_chk(p.rest, "12", 6);
	n = p.text[1] + p.rest[1];
	printf("%s %s\n", p.text, p.rest);
	return n;
}
