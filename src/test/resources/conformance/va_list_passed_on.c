/* A list handed to other functions, by value and by address. */
#include <stdarg.h>
#include <stdio.h>

static int take_one(va_list *args)
{
	return va_arg(*args, int);
}

static int take_rest(int n, va_list args)
{
	int sum = 0;

	while (n--)
		sum = sum * 10 + va_arg(args, int);
	return sum;
}

static int all(int n, ...)
{
	va_list args;
	int a, b, rest;

	va_start(args, n);
	a = take_one(&args);
	b = take_one(&args);
	rest = take_rest(n - 2, args);
	va_end(args);
	printf("%d %d %d\n", a, b, rest);
	return a * b + rest;
}

static void say(const char *format, ...)
{
	va_list args;
	int length;

	va_start(args, format);
	length = vprintf(format, args);
	va_end(args);
	printf("%d\n", length);
}

int main(void)
{
	say("%d %s %g %c %ld\n", 1, "two", 3.0, '4', 5L);
	say("%d%d%d%d%d%d%d%d %g\n", 1, 2, 3, 4, 5, 6, 7, 8, 9.5);
	return all(7, 3, 4, 1, 2, 3, 4, 5) & 0xff;
}
