#include <stdlib.h>
#include <string.h>

int main(void)
{
	char *p = malloc(100);
	volatile int n = 101;

	memset(p, 0, n); // FINDING: out-of-bounds: writes 101 bytes
	free(p);
	return 0;
}
