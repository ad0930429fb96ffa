/* Structs of every class through an ellipsis. */
#include <stdarg.h>
#include <stdio.h>

struct small {
	char c[3];
};
struct pair {
	long a, b;
};
struct real {
	double x, y;
};
struct mixed {
	float f;
	int i;
	double d;
};
struct large {
	int v[7];
};

static int take(int n, ...)
{
	va_list args;
	int i, sum = 0;

	va_start(args, n);
	for (i = 0; i < n; i++) {
		struct small s = va_arg(args, struct small);
		struct pair p = va_arg(args, struct pair);
		struct real r = va_arg(args, struct real);
		struct mixed m = va_arg(args, struct mixed);
		struct large l = va_arg(args, struct large);
		int plain = va_arg(args, int);

		printf("%d %d %d | %ld %ld | %g %g | %g %d %g | %d %d | %d\n", s.c[0], s.c[1], s.c[2],
		       p.a, p.b, r.x, r.y, m.f, m.i, m.d, l.v[0], l.v[6], plain);
		sum += s.c[2] + (int)p.b + (int)r.y + m.i + l.v[6] + plain;
	}
	va_end(args);
	return sum;
}

int main(void)
{
	struct small s = { { 1, 2, 3 } };
	struct pair p = { 4, 5 };
	struct real r = { 6.5, 7.5 };
	struct mixed m = { 8.25f, 9, 10.125 };
	struct large l = { { 11, 0, 0, 0, 0, 0, 12 } };

	return take(3, s, p, r, m, l, 13, s, p, r, m, l, 14, s, p, r, m, l, 15);
}
