#include <stdio.h>

static int sum(void)
{
	unsigned char table[20000] = { 0 };
	int total = 0;

	for (int i = 0; i < 20000; i++)
		table[i] = i;
	for (int i = 0; i < 20000; i++)
		total += table[i];
	return total;
}

int main(void)
{
	printf("%d\n", sum());
	return 0;
}
