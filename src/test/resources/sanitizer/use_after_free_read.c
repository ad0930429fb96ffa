#include <stdlib.h>

int main(void)
{
	int *p = malloc(sizeof(*p)), v;

	*p = 7;
	free(p);
	v = *p; // FINDING: use-after-free: reads 4 bytes
	return v;
}
