#include <stdlib.h>

typedef long anywhere __attribute__((aligned(4)));

int main(void)
{
	char *p = calloc(1, 12);
	long v = *(anywhere *)(p + 4);

	free(p);
	return v != 0;
}
