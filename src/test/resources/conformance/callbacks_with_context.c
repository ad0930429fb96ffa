/* A walker that calls back with a pointer to the caller's state. */
#include <stdio.h>

struct tally {
	int count;
	long sum;
	int least;
};

static int each(const int *v, int n, int (*visit)(int, void *), void *context)
{
	int i;

	for (i = 0; i < n; i++)
		if (visit(v[i], context))
			return i;
	return n;
}

static int tally(int x, void *context)
{
	struct tally *t = context;

	if (!t->count++ || x < t->least)
		t->least = x;
	t->sum += x;
	return 0;
}

static int equals(int x, void *context)
{
	return x == *(int *)context;
}

int main(void)
{
	int v[] = { 5, -3, 12, 8, -9, 40 };
	struct tally t = { 0 };
	int wanted = 8, missing = 7;

	printf("%d\n", each(v, 6, tally, &t));
	printf("%d %ld %d\n", t.count, t.sum, t.least);
	printf("%d %d\n", each(v, 6, equals, &wanted), each(v, 6, equals, &missing));
	return each(v, 6, equals, &v[4]);
}
