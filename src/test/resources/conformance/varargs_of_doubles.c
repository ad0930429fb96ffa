/* Eight vector registers, then the stack. */
#include <stdarg.h>
#include <stdio.h>

static double total(int count, ...)
{
	va_list args;
	double t = 0;

	va_start(args, count);
	while (count-- > 0)
		t = t / 2 + va_arg(args, double);
	va_end(args);
	return t;
}

int main(void)
{
	float f = 1.5f;

	printf("%g\n", total(0));
	printf("%g\n", total(3, 1.0, 2.0, 3.0));
	printf("%g\n", total(8, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0));
	printf("%g\n", total(11, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, -10.0, 11.0));
	printf("%g\n", total(2, f, f * 2));
	return (int)total(4, 8.0, 16.0, 32.0, 64.0);
}
