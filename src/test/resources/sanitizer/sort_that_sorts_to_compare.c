#include <stdlib.h>

static int v[2];

static int compare(const void *a, const void *b)
{
	qsort(v, 2, sizeof(*v), compare); // FINDING: stack-overflow: calls qsort from code that 64 models have called
	return 0;
}

int main(void)
{
	qsort(v, 2, sizeof(*v), compare);
	return 0;
}
