/* The value of the last statement; with loops, returns and gotos inside. */
#include <stdio.h>

#define ABS(x)                         \
	({                             \
		int v_ = (x);          \
		v_ < 0 ? -v_ : v_;     \
	})

struct pair {
	int a, b;
};

static int early(int x)
{
	int r = ({
		if (x < 0)
			return -1;
		x * 2;
	});

	return r + 1;
}

int main(void)
{
	int sum = ({
		int i, s = 0;

		for (i = 1; i <= 10; i++)
			s += i;
		s;
	});
	struct pair p = ({ struct pair q = { sum, 2 }; q.b += q.a; q; });

	printf("%d %d %d\n", sum, p.a, p.b);
	printf("%d %d\n", ABS(-4) + ABS(3), ABS(ABS(-2) - 10));
	printf("%d %d\n", early(-5), early(5));
	({ puts("void"); (void)0; });
	return ({ int t = sum; t -= p.b; t & 0xff; });
}
