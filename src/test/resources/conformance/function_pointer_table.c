/* Calls through arrays of pointers, of different types. */
#include <stdio.h>

typedef int (*binary)(int, int);

static int add(int a, int b)
{
	return a + b;
}
static int sub(int a, int b)
{
	return a - b;
}
static int mul(int a, int b)
{
	return a * b;
}
static double halve(double d)
{
	return d / 2;
}
static void nothing(void)
{
	puts("nothing");
}

static const binary table[] = { add, sub, mul, &add };

int main(void)
{
	double (*real)(double) = halve;
	void (*plain)(void) = nothing;
	binary chosen = 0;
	unsigned int i;
	int value = 5;

	for (i = 0; i < sizeof(table) / sizeof(*table); i++) {
		value = table[i](value, 7 - (int)i);
		printf("%d ", value);
		if (value > 30)
			chosen = table[i];
	}
	printf("\n%g\n", real((*real)((**real)(100))));
	plain();
	printf("%d %d %d\n", chosen == mul, table[0] == table[3], chosen != sub);
	return chosen ? chosen(3, 4) : 0;
}
