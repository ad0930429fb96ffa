/* One object for all calls, its own in every function and scope. */
#include <stdio.h>

static int next(void)
{
	static int n = 10;

	return n++;
}

static int other(int reset)
{
	static int n;
	static int history[4];

	if (reset) {
		static int resets = 100;

		n = 0;
		return ++resets;
	}
	history[n & 3] += n;
	return history[n++ & 3];
}

static const char *number(int i)
{
	static char text[16];

	snprintf(text, sizeof(text), "<%d>", i);
	return text;
}

static int recursive(int n)
{
	static int depth, deepest;
	int result;

	if (++depth > deepest)
		deepest = depth;
	result = n ? recursive(n - 1) : deepest;
	depth--;
	return result;
}

int main(void)
{
	int i;

	for (i = 0; i < 3; i++)
		printf("%d ", next());
	for (i = 0; i < 10; i++)
		printf("%d ", other(i == 6));
	printf("%d ", other(1));
	printf("%s\n", number(next()));
	printf("%d ", recursive(4));
	printf("%d\n", recursive(2));
	return next();
}
