#include <stdlib.h>

int main(void)
{
	int *v = malloc(4 * sizeof(*v)), i, sum = 0;

	for (i = 0; i < 4; i++)
		v[i] = i;
	for (i = 0; i < 4; i++)
		sum += v[i];
	free(v);
	return sum;
}
