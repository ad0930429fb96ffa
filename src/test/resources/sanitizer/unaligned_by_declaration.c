#include <stdlib.h>
#include <string.h>

/* What is declared as packed, or copied byte by byte, may lie anywhere. */
struct packed {
	char tag;
	int number;
	long wide;
	short low;
} __attribute__((packed));

typedef int anywhere __attribute__((aligned(1)));

int main(void)
{
	struct packed *p = malloc(3 * sizeof(*p));
	int copy;

	for (int i = 0; i < 3; i++)
		p[i] = (struct packed){ 'a', i, 2L << 32, 3 };
	memcpy(&copy, (char *)p + 1, sizeof(copy));
	copy += p[1].number + (int)(p[2].wide >> 32) + p[1].low + *(anywhere *)((char *)p + 16);
	free(p);
	return copy - 1 - 2 - 3 - 1;
}
