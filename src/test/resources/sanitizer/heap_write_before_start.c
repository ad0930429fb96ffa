#include <stdlib.h>

int main(void)
{
	char *p = malloc(10);

	p[-1] = 1; // FINDING: out-of-bounds: 1 byte before malloc object
	free(p);
	return 0;
}
