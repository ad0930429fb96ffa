/* The operation is done in the wider type, the result is cut to the left one. */
#include <stdio.h>

int main(void)
{
	unsigned char c = 100;
	short s = 1000;
	int i = 7;
	unsigned int u = 0xf0f0f0f0u;
	long l = 1;
	float f = 1.5f;

	c *= 3;
	printf("%d ", c);
	c -= 200;
	printf("%d ", c);
	c /= 2;
	c %= 50;
	c <<= 3;
	c >>= 1;
	c |= 0x0f;
	c &= 0x3c;
	c ^= 0xff;
	printf("%d\n", c);
	s += 32000;
	printf("%d\n", s);
	i *= 2.6;
	printf("%d\n", i);
	i -= 0.5;
	printf("%d\n", i);
	u >>= i - 13;
	u <<= 4;
	printf("%x\n", u);
	l <<= 40;
	l += c;
	l -= u;
	printf("%ld\n", l);
	f += l;
	f /= 3;
	printf("%g\n", f);
	c += f > 0;
	return c;
}
