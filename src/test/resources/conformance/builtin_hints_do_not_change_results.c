/* expect, unreachable, assume, prefetch, constant_p, choose_expr, types_compatible_p. */
#include <stdio.h>

#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)

static int sign(int x)
{
	if (unlikely(x == 0))
		return 0;
	if (likely(x > 0))
		return 1;
	return -1;
}

static const char *name(int k)
{
	switch (k) {
	case 0:
		return "zero";
	case 1:
		return "one";
	case 2:
		return "two";
	}
	__builtin_unreachable();
}

int main(int argc, char **argv)
{
	int data[64], i, sum = 0;

	for (i = 0; i < 64; i++)
		data[i] = i;
	for (i = 0; i < 64; i++) {
		__builtin_prefetch(&data[i]);
		__builtin_prefetch(&data[0], 1, 3);
		sum += data[i] * sign(i - 32);
	}
	printf("%d %s %s\n", sum, name(argc), name(2));
	printf("%d %d\n", __builtin_constant_p(42), __builtin_constant_p("text"[0] + 1));
	printf("%d\n", __builtin_choose_expr(sizeof(long) == 8, 64, "32"));
	printf("%d %d %d\n", __builtin_types_compatible_p(int, const int),
	       __builtin_types_compatible_p(int, long), __builtin_types_compatible_p(char *, void *));
	printf("%ld\n", __builtin_expect(sum, 7));
	return sum & 0xff;
}
