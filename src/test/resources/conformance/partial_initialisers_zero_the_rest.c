/* What is not mentioned is zero, for automatic objects too. */
#include <stdio.h>

struct big {
	int a;
	char text[20];
	double d[5];
	int *p;
};

static int static_array[100];
static struct big static_big;

static int dirty(int n)
{
	volatile char junk[300];
	int i, sum = 0;

	for (i = 0; i < 300; i++)
		junk[i] = n + i;
	for (i = 0; i < 300; i++)
		sum += junk[i];
	return sum;
}

static int clean(void)
{
	struct big b = { 1, "ab" };
	int array[20] = { 7 };
	char s[16] = "xyz";
	int i, sum = 0;

	for (i = 0; i < 20; i++)
		sum += array[i];
	for (i = 0; i < 20; i++)
		sum += b.text[i];
	for (i = 0; i < 16; i++)
		sum += s[i];
	for (i = 0; i < 5; i++)
		sum += b.d[i] != 0;
	return sum + (b.p != 0) * 1000;
}

int main(void)
{
	int i, sum = 0;

	printf("%d\n", dirty(3));
	printf("%d\n", clean());
	for (i = 0; i < 100; i++)
		sum |= static_array[i];
	printf("%d %d %g %d\n", sum, static_big.a, static_big.d[4], static_big.p == 0);
	return clean() & 0xff;
}
