/* Loops whose length depends on the data. */
#include <stdio.h>

static int length(unsigned long n)
{
	int steps = 0;

	while (n != 1) {
		n = n & 1 ? 3 * n + 1 : n / 2;
		steps++;
	}
	return steps;
}

static unsigned int happy(unsigned int n)
{
	unsigned int rounds = 0;

	while (n != 1 && n != 4) {
		unsigned int s = 0;

		for (; n; n /= 10)
			s += n % 10 * (n % 10);
		n = s;
		rounds++;
	}
	return n == 1 ? rounds : 0;
}

int main(void)
{
	int i, longest = 0, at = 0, n = 0;

	for (i = 1; i < 1000; i++)
		if (length(i) > longest) {
			longest = length(i);
			at = i;
		}
	for (i = 1; i < 500; i++)
		n += happy(i) != 0;
	printf("%d %d %d\n", at, longest, n);
	printf("%d\n", length(63728127));
	for (i = 100; i < 1000; i++) {
		int a = i / 100, b = i / 10 % 10, c = i % 10;

		if (a * a * a + b * b * b + c * c * c == i)
			printf("%d ", i);
	}
	printf("\n");
	return longest;
}
