#include <stdlib.h>

int main(void)
{
	int *v = malloc(4 * sizeof(*v)), i, sum = 0;

	for (i = 0; i < 4; i++)
		v[i] = i;
	for (i = 0; i <= 4; i++)
		sum += v[i]; // FINDING: out-of-bounds: reads 4 bytes
	free(v);
	return sum;
}
