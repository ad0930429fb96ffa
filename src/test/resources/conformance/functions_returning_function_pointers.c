/* Higher order: choose, compose, apply. */
#include <stdio.h>

typedef long (*step)(long);

static long inc(long x)
{
	return x + 1;
}
static long dbl(long x)
{
	return x * 2;
}
static long square(long x)
{
	return x * x;
}

static step choose(char c)
{
	return c == '+' ? inc : c == '*' ? dbl : c == '^' ? square : (step)0;
}

static long (*pick(int n))(long)
{
	static long (*const all[3])(long) = { inc, dbl, square };

	return all[n % 3];
}

static long run(const char *program, long x)
{
	step s;

	while ((s = choose(*program++)))
		x = s(x);
	return x;
}

static long twice(step s, long x)
{
	return s(s(x));
}

int main(void)
{
	int i;

	printf("%ld\n", run("+*^+", 3));
	printf("%ld\n", run("^^*", 3));
	printf("%ld\n", run("", 3));
	for (i = 0; i < 5; i++)
		printf("%ld ", twice(pick(i), i + 2));
	printf("\n");
	return (int)twice(choose('*'), 10);
}
