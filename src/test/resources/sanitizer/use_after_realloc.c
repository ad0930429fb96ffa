#include <stdlib.h>

int main(void)
{
	char *p = malloc(8), *q;

	p[0] = 1;
	q = realloc(p, 16);
	q[0]++;
	p[0]++; // FINDING: use-after-free: reads 1 byte
	free(q);
	return 0;
}
