#include <stdlib.h>

static const int order[] = { 3, 1, 2 };
static int v[] = { 1, 2, 3 };

static int equal(const void *a, const void *b)
{
	return *(const int *)a != *(const int *)b;
}

static int rank(const int *x)
{
	const int *hit = bsearch(x, order, 1, sizeof(*order), equal);

	return hit ? 0 : *x;
}

static int compare(const void *a, const void *b)
{
	return rank(a) - rank(b);
}

int main(void)
{
	qsort(v, 3, sizeof(*v), compare);
	return v[0] - 3;
}
