/* memcmp and memcpy of structs without padding. */
#include <stdio.h>
#include <string.h>

struct key {
	int a;
	short b;
	unsigned char c[2];
};

static int find(const struct key *list, int n, struct key k)
{
	int i;

	for (i = 0; i < n; i++)
		if (!memcmp(&list[i], &k, sizeof(k)))
			return i;
	return -1;
}

int main(void)
{
	struct key list[4] = { { 1, 2, { 3, 4 } }, { 1, 2, { 3, 5 } }, { -1, -2, { 0, 0 } }, { 0 } };
	struct key copy;

	printf("%zu\n", sizeof(struct key));
	printf("%d\n", find(list, 4, (struct key){ 1, 2, { 3, 5 } }));
	printf("%d\n", find(list, 4, (struct key){ 1, 2, { 4, 5 } }));
	printf("%d\n", find(list, 4, (struct key){ .a = 0 }));
	memcpy(&copy, &list[2], sizeof(copy));
	printf("%d %d %d\n", find(list, 4, copy), copy.a, copy.b);
	memset(&copy, 0xff, sizeof(copy));
	printf("%d %d %d\n", copy.a, copy.b, copy.c[1]);
	return find(list, 4, list[2]);
}
