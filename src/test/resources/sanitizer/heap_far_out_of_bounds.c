#include <stdlib.h>

int main(void)
{
	int *a = malloc(16), *b = malloc(16);
	volatile long far = 1 << 20;

	a[0] = b[0] = 1;
	a[far] = 5; // FINDING: wild-pointer: writes 4 bytes
	free(a);
	free(b);
	return 0;
}
