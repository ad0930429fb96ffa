/* Declarators that need reading from the inside out. */
#include <stdio.h>

typedef int row[3];
typedef int (*operation)(const row *, int);

static int sum(const row *r, int n)
{
	return n ? (*r)[0] + (*r)[1] + (*r)[2] + sum(r + 1, n - 1) : 0;
}

static operation get(void)
{
	return sum;
}

static int (*(*table(int which))[2])(const row *, int)
{
	static operation all[2][2] = { { sum, 0 }, { 0, sum } };

	return &all[which];
}

static char *(*names[])(char *) = { 0 };
static const char *const *walk(const char *const words[static 2])
{
	return &words[1];
}

int main(void)
{
	row rows[2] = { { 1, 2, 3 }, { 4, 5, 6 } };
	const char *const words[] = { "first", "second" };
	int (*volatile f)(const row *, int) = *get();
	unsigned long long int long_way = 5;
	long unsigned typedef odd;
	odd o = 9;

	printf("%d %d %s\n", f((const row *)rows, 2), (*table(1))[1]((const row *)rows + 1, 1), *walk(words));
	printf("%zu %llu %lu\n", sizeof(names) / sizeof(*names), long_way, o);
	return get()((const row *)rows, 1);
}
