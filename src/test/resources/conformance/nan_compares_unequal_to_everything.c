/* All six operators and their negations with NaN, in conditions and as values. */
#include <math.h>
#include <stdio.h>

static int relations(double a, double b)
{
	return (a < b) | (a <= b) << 1 | (a > b) << 2 | (a >= b) << 3 | (a == b) << 4 | (a != b) << 5 |
	       !(a < b) << 6 | !(a >= b) << 7 | !(a == b) << 8;
}

static int branch(float a, float b)
{
	int r = 0;

	if (a < b)
		r |= 1;
	else
		r |= 2;
	if (!(a > b))
		r |= 4;
	if (a != b)
		r |= 8;
	while (a == b) {
		r |= 16;
		break;
	}
	return r;
}

int main(void)
{
	static const double v[] = { 0.0, -0.0, 1, -1, INFINITY, -INFINITY, NAN };
	int i, j, sum = 0;

	for (i = 0; i < 7; i++) {
		for (j = 0; j < 7; j++) {
			volatile double a = v[i], b = v[j];

			printf("%x/%x ", relations(a, b), branch(a, b));
			sum += relations(a, b) * (i + 1) + branch(b, a);
		}
		printf("\n");
	}
	printf("%d %d\n", NAN ? 1 : 0, !NAN);
	return sum & 0xff;
}
