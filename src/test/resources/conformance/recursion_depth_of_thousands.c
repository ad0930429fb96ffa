/* 3000 frames on the stack at once, each with an array. */
#include <stdio.h>

static long down(int n, int *above)
{
	int here[8];
	int i;

	for (i = 0; i < 8; i++)
		here[i] = above[i] + n % (i + 1);
	if (n == 0)
		return here[3] + here[7];
	return down(n - 1, here) + here[0] % 7;
}

int main(void)
{
	int start[8] = { 1, 2, 3, 4, 5, 6, 7, 8 };
	long r = down(3000, start);

	printf("%ld\n", r);
	return (int)(r % 251);
}
