#include <stdlib.h>

int main(void)
{
	unsigned char *p = malloc(4);
	unsigned int word;
	int r;

	p[0] = 1;
	p[1] = 2;
	word = *(unsigned int *)p;
	r = (word & 0xffff) == 0x0201;
	free(p);
	return r - 1;
}
