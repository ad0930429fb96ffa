#include <stdlib.h>

int main(void)
{
	char *p = calloc(1, 10);
	long v = *(long *)(p + 4); // FINDING: out-of-bounds: reads 8 bytes

	free(p);
	return v != 0;
}
