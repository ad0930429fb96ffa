#include <stdarg.h>

static int sum(int n, ...)
{
	va_list args;
	int s = 0;

	va_start(args, n);
	while (n--)
		s += va_arg(args, int); // FINDING: out-of-bounds: reads 4 bytes
	va_end(args);
	return s;
}

int main(void)
{
	return sum(9, 1, 2, 3, 4, 5, 6, 7, 8);
}
