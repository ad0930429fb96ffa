#include <stdlib.h>

int main(void)
{
	int *p = malloc(sizeof(*p)), v;

	*p = 7;
	v = *p;
	free(p);
	return v - 7;
}
