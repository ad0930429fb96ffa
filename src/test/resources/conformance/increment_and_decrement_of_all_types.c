/* Prefix gives the new value, postfix the old one; pointers move by elements. */
#include <stdio.h>

int main(void)
{
	unsigned char c = 255;
	signed char s = 126;
	short h = -1;
	int i = 10;
	long l = -1;
	float f = 0.5f;
	double d = -0.25;
	int array[] = { 1, 2, 3, 4 };
	int *p = array;

	printf("%d ", c++);
	printf("%d ", c--);
	printf("%d ", ++c);
	printf("%d\n", --c);
	printf("%d ", s++);
	printf("%d\n", s);
	printf("%d ", h++);
	printf("%d\n", h);
	printf("%d ", i++ * 3);
	printf("%d ", --i - 4);
	printf("%ld ", l++ == -1 ? 1L : 2L);
	printf("%ld\n", l);
	printf("%g ", f++);
	printf("%g %g\n", f, --d);
	printf("%d ", *p++);
	printf("%d ", *++p);
	printf("%d ", (*p)++);
	printf("%d ", *p--);
	printf("%d\n", *p);
	return (int)(p - array) + array[2];
}
