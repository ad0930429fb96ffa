/* The right operand is not evaluated when the left one decides. */
#include <stdio.h>

static int calls;

static int yes(void)
{
	calls++;
	return 3;
}

static int no(void)
{
	calls += 10;
	return 0;
}

int main(void)
{
	int *nothing = 0;

	printf("%d ", yes() && no());
	printf("%d\n", calls);
	printf("%d ", no() && yes());
	printf("%d\n", calls);
	printf("%d ", yes() || no());
	printf("%d\n", calls);
	printf("%d ", no() || yes());
	printf("%d\n", calls);
	printf("%d\n", nothing && *nothing);
	printf("%d\n", !yes() == no());
	printf("%d %d\n", (yes() && yes()) || no(), yes() && (no() || no()));
	printf("%d\n", yes() && no() || yes() && yes());
	return calls;
}
