/* Left to right, the value of the last one; in for headers too. */
#include <stdio.h>

static int log_of(int x)
{
	printf("<%d>", x);
	return x;
}

int main(void)
{
	int a, b, c;

	a = (log_of(1), log_of(2), log_of(3));
	b = log_of(4), log_of(5);
	printf(" %d %d\n", a, b);
	for (a = 0, b = 10, c = 0; a < b; a++, b--, c += a * b)
		printf("%d,%d ", a, b);
	printf("%d\n", c);
	if (a = 3, b = a * 2, b > 5)
		printf("%d\n", (a++, a + b));
	return (a, b, c);
}
