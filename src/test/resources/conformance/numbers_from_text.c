/* strtol and its kind: bases, signs, ends, overflow. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

static void try(const char *text, int base)
{
	char *end;
	unsigned long u;
	long v;

	errno = 0;
	v = strtol(text, &end, base);
	printf("%ld %ld %d, ", v, (long)(end - text), errno == ERANGE);
	errno = 0;
	u = strtoul(text, NULL, base);
	printf("%lu %d\n", u, errno == ERANGE);
}

int main(void)
{
	try("42", 10);
	try("  -17rest", 10);
	try("0x1fz", 16);
	try("0x1fz", 0);
	try("0755", 0);
	try("0779", 0);
	try("0x", 0);
	try("zz", 36);
	try("1102", 2);
	try("", 10);
	try("+-3", 10);
	try("99999999999999999999", 10);
	try("-99999999999999999999", 10);
	try("9223372036854775807", 10);
	try("9223372036854775808", 10);
	try("-9223372036854775808", 10);
	try("18446744073709551615", 10);
	printf("%d %ld %d %d\n", atoi("123abc"), atol("-5000000000"), atoi("x"), atoi(" \t\n7"));
	return atoi("77");
}
