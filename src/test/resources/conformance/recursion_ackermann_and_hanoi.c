/* Deeply nested and doubly recursive calls. */
#include <stdio.h>

static int calls;

static int ackermann(int m, int n)
{
	calls++;
	if (!m)
		return n + 1;
	if (!n)
		return ackermann(m - 1, 1);
	return ackermann(m - 1, ackermann(m, n - 1));
}

static unsigned long moves;

static void hanoi(int n, int from, int to, int over)
{
	if (!n)
		return;
	hanoi(n - 1, from, over, to);
	moves = moves * 7 + n * 9 + from * 3 + to;
	hanoi(n - 1, over, to, from);
}

int main(void)
{
	printf("%d %d %d\n", ackermann(2, 3), ackermann(3, 3), ackermann(1, 50));
	printf("%d\n", calls);
	hanoi(10, 0, 2, 1);
	printf("%lu\n", moves);
	return ackermann(2, 20);
}
