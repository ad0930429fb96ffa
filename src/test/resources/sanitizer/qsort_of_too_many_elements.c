#include <stdlib.h>

static int compare(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

int main(void)
{
	int v[4] = { 4, 3, 2, 1 };

	qsort(v, 5, sizeof(*v), compare); // FINDING: out-of-bounds: reads 1 byte
	return v[0];
}
