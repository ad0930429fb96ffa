#include <stdlib.h>

int main(void)
{
	char *p = malloc(100); // FINDING: leak: 100 bytes from malloc never freed

	p[0] = 1;
	p = NULL;
	return p != NULL;
}
