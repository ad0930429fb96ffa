/* Functions that call each other, declared before they are defined. */
#include <stdio.h>

static int is_odd(unsigned int n);
static int male(int n);

static int is_even(unsigned int n)
{
	return n ? is_odd(n - 1) : 1;
}

static int is_odd(unsigned int n)
{
	return n ? is_even(n - 1) : 0;
}

static int female(int n)
{
	return n ? n - male(female(n - 1)) : 1;
}

static int male(int n)
{
	return n ? n - female(male(n - 1)) : 0;
}

int main(void)
{
	int i;

	printf("%d %d %d\n", is_even(100), is_odd(77), is_even(31));
	for (i = 0; i < 15; i++)
		printf("%d/%d ", female(i), male(i));
	printf("\n");
	return female(20);
}
