/* A field that fits int becomes int, so subtraction may go below zero. */
#include <stdio.h>

struct narrow {
	unsigned int a : 5;
	unsigned int b : 31;
	unsigned int c : 32;
	unsigned long d : 40;
};

int main(void)
{
	struct narrow n = { 1, 1, 1, 1 };

	printf("%d\n", n.a - 2 < 0);
	printf("%d\n", n.b - 2 < 0);
	printf("%d\n", n.c - 2 < 0);
	printf("%d\n", -n.a);
	printf("%d\n", ~n.a);
	printf("%d\n", n.a << 20);
	printf("%d\n", n.a ? -n.a : 5);
	printf("%lx\n", (unsigned long)n.d << 39);
	n.b = 0x7fffffff;
	printf("%d\n", n.b > -1);
	return n.a * 17;
}
