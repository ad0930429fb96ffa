#include <stdio.h>

/* Optimised, each label begins with phis: what the registers hold depends on where it comes from. */
static long run(const unsigned char *code, long a, long b)
{
	static const void *const labels[] = { &&add, &&sub, &&swap, &&dup, &&jump, &&stop };
	const unsigned char *at = code;
	long steps = 0;

	goto *labels[*at];
add:
	a += b;
	steps++;
	goto *labels[*++at];
sub:
	b -= a ^ steps;
	goto *labels[*++at];
swap: {
	long old = a;

	a = b;
	b = old;
	goto *labels[*++at];
}
dup:
	b = a;
	steps += 2;
	goto *labels[*++at];
jump:
	if (steps < 20) {
		at = code;
		goto *labels[*at];
	}
	goto *labels[*++at];
stop:
	return a * 1000003 + b * 31 + steps;
}

int main(void)
{
	static const unsigned char one[] = { 0, 2, 1, 3, 0, 4, 2, 5 };
	static const unsigned char two[] = { 3, 0, 0, 1, 2, 1, 4, 0, 5 };

	printf("%ld\n", run(one, 7, 3));
	printf("%ld\n", run(two, -5, 11));
	return 0;
}
