/* Anything not equal to zero is one, also fractions and high bits. */
#include <stdbool.h>
#include <stdio.h>

static bool test(long v)
{
	return v;
}

int main(void)
{
	int x;
	_Bool a = 0.1, b = 256, c = 0.0, d = &x != 0, e = -0.0;
	bool flags[4] = { 5, 0, -1, 1 << 30 };

	printf("%d %d %d %d %d\n", a, b, c, d, e);
	printf("%d %d %d\n", test(0x100000000L), test(0), test(-1));
	printf("%d %d %d %d\n", flags[0], flags[1], flags[2], flags[3]);
	printf("%zu\n", sizeof(bool));
	a += 5;
	printf("%d\n", a);
	a = !a;
	printf("%d %d\n", a, !!7);
	b ^= 1;
	printf("%d\n", b);
	b |= flags[2];
	printf("%d\n", b + b);
	return test(0xff00) + flags[0];
}
