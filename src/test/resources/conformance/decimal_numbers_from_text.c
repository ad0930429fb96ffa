/* strtod: correctly rounded, hexadecimal, infinities, where it stops. */
#include <stdio.h>
#include <stdlib.h>

static void try(const char *text)
{
	char *end;
	double d = strtod(text, &end);

	printf("%a %.17g %s\n", d, d, end);
}

int main(void)
{
	try("1");
	try("0.1");
	try("-2.5e3x");
	try("  .5.");
	try("5.e-1");
	try("1e");
	try("1e+");
	try("123456789012345678901234567890");
	try("2.2250738585072011e-308");
	try("4.9e-324");
	try("1.7976931348623157e308");
	try("9007199254740993");
	try("0x1.8p1z");
	try("0xff");
	try("inf");
	try("-INFINITYx");
	try("infinite");
	try("abc");
	try("-");
	printf("%g %g\n", atof("3.25kg"), (double)strtof("0.1", NULL));
	return (int)atof("99.9");
}
