#include <stdlib.h>

int main(void)
{
	char *p = malloc(8);

	p[0] = 1;
	p = realloc(p, 16);
	p[0]++;
	p[15] = 0;
	free(p);
	return 0;
}
