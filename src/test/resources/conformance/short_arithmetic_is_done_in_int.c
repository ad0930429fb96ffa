/* Products and sums of shorts do not wrap at 16 bits. */
#include <stdio.h>

static short add(short a, short b)
{
	return a + b;
}

int main(void)
{
	short a = 32767, b = 2;
	unsigned short u = 65535;

	printf("%d %d\n", a + b, a * b);
	printf("%d\n", add(a, b));
	printf("%d\n", u + u);
	printf("%d\n", (unsigned short)(u + u));
	printf("%d\n", (short)u);
	printf("%d\n", -u);
	printf("%d\n", u >> 4);
	printf("%d\n", (short)(a << 1));
	u += 2;
	printf("%d\n", u);
	u *= 40000;
	printf("%d\n", u);
	return add(100, 23);
}
