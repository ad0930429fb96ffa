#include <stdarg.h>

static int sum(int n, ...)
{
	va_list args;
	int s = 0;

	va_start(args, n);
	while (n--)
		s += va_arg(args, int);
	va_end(args);
	return s;
}

int main(void)
{
	return sum(8, 1, 2, 3, 4, 5, 6, 7, 8) - 36;
}
