/* Inner names hide outer ones; each block has its own objects. */
#include <stdio.h>

static int x = 1;

static int f(int x)
{
	{
		int x = 30;

		x++;
		{
			extern int printf(const char *, ...);
			static int x = 500;

			printf("%d ", x++);
		}
		printf("%d ", x);
	}
	return x + 1;
}

int main(void)
{
	int i, *keep = &x;

	printf("%d\n", f(7));
	printf("%d\n", f(8));
	int x = *keep + 10;
	for (int x = 0; x < 2; x++)
		for (int x = 5; x < 7; x++)
			printf("%d ", x);
	printf("%d %d\n", x, *keep);
	for (i = 0; i < 3; i++) {
		int fresh = i;

		fresh += 10;
		x += fresh;
	}
	struct x {
		char x[3];
	};
	printf("%zu %d\n", sizeof(struct x), x);
	return x;
}
