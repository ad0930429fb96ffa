/* Types taken from expressions. */
#include <stdio.h>

#define SWAP(a, b)                         \
	do {                               \
		__typeof__(a) t_ = (a);    \
		(a) = (b);                 \
		(b) = t_;                  \
	} while (0)
#define MIN(a, b)                          \
	({                                 \
		__auto_type a_ = (a);      \
		__auto_type b_ = (b);      \
		a_ < b_ ? a_ : b_;         \
	})

int main(void)
{
	int i = 1, j = 2, array[3] = { 4, 5, 6 };
	double d = 1.5, e = 2.5;
	const char *s = "s", *t = "t";
	struct {
		int a;
		char b;
	} p = { 1, 'p' }, q = { 2, 'q' };
	__typeof__(array) other = { 7, 8, 9 };
	__typeof__(&array[0]) walk = other;
	typeof(i + 1L) wide = 1L << 40;

	SWAP(i, j);
	SWAP(d, e);
	SWAP(s, t);
	SWAP(p, q);
	SWAP(array[0], other[2]);
	printf("%d %d %g %g %s %s %d%c %d %d\n", i, j, d, e, s, t, p.a, q.b, array[0], *walk);
	printf("%d %g %ld %ld\n", MIN(i, j), MIN(d, 2), (long)MIN(i, wide), wide);
	return MIN(array[0], array[1]) + (int)sizeof(typeof(other));
}
