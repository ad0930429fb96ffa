/* More arguments than there are registers, none, and one. */
#include <stdarg.h>
#include <stdio.h>

static int sum(int count, ...)
{
	va_list args;
	int total = 0;

	va_start(args, count);
	while (count--)
		total = total * 3 + va_arg(args, int);
	va_end(args);
	return total;
}

int main(void)
{
	printf("%d\n", sum(0));
	printf("%d\n", sum(1, -5));
	printf("%d\n", sum(5, 1, 2, 3, 4, 5));
	printf("%d\n", sum(6, 1, 2, 3, 4, 5, 6));
	printf("%d\n", sum(12, 1, -2, 3, -4, 5, -6, 7, -8, 9, -10, 11, -12));
	return sum(3, 1, 2, 3);
}
