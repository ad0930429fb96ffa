#include <stdlib.h>

int main(void)
{
	char *p = malloc(24);

	free(p);
	p = malloc(24);
	free(p);
	p = NULL;
	free(p);
	return 0;
}
