#include <stdlib.h>

int main(void)
{
	char *p = malloc(24);

	free(p);
	free(p); // FINDING: double-free: free of an object that is already free (24 bytes from malloc)
	return 0;
}
