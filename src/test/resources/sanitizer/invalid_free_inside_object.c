#include <stdlib.h>

int main(void)
{
	char *p = malloc(24);

	p++;
	free(p); // FINDING: invalid-free: free of an address 1 byte inside an object (24 bytes from malloc)
	return 0;
}
