#include <stdlib.h>

int main(void)
{
	char *p = calloc(1, 12);
	long v = *(long *)(p + 4);

	free(p);
	return v != 0;
}
