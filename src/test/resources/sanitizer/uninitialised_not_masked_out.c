#include <stdlib.h>

int main(void)
{
	unsigned char *p = malloc(4);
	unsigned int word;
	int r = 0;

	p[0] = 1;
	p[1] = 2;
	word = *(unsigned int *)p;
	if ((word & 0xffffff) == 0x0201) // FINDING: uninitialised-read: branch
		r = 1;
	free(p);
	return r;
}
