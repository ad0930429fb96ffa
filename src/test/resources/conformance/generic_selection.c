/* _Generic chooses by type, with conversions of arrays and qualifiers. */
#include <stdio.h>

#define NAME(x) _Generic((x), char: "char", signed char: "signed char", unsigned char: "unsigned char", \
	short: "short", int: "int", unsigned int: "unsigned int", long: "long", float: "float",          \
	double: "double", char *: "char *", const char *: "const char *", int *: "int *",                \
	_Bool: "bool", default: "other")
#define TWICE(x) _Generic((x), int: twice_int, double: twice_double)(x)

static int twice_int(int x)
{
	return x * 2;
}

static double twice_double(double x)
{
	return x * 2.5;
}

int main(void)
{
	char c = 0;
	const short s = 1;
	int a[2];
	_Bool b = 0;
	float f = 0;

	printf("%s %s %s %s\n", NAME(c), NAME(s), NAME(a), NAME(b));
	printf("%s %s %s %s\n", NAME("x"), NAME((const char *)"x"), NAME('c'), NAME(c + c));
	printf("%s %s %s %s\n", NAME(f), NAME(f + 1.0), NAME(1u), NAME(sizeof 1));
	printf("%s %s\n", NAME((unsigned char)1), NAME(&a));
	printf("%d %g\n", TWICE(21), TWICE(2.0));
	return TWICE(4);
}
