/* clang-only: a weak definition, other names of an object and of a function. */
#include <stdio.h>

int chosen(int x) __attribute__((weak));
int value = 41;
extern int other_name __attribute__((alias("value")));
int original(int x);
int second(int x) __attribute__((alias("original")));

int chosen(int x)
{
	return x + 1;
}

int original(int x)
{
	return x * 3;
}

int main(void)
{
	other_name++;
	printf("%d %d\n", chosen(5), value);
	printf("%d %d\n", second(7), second == original);
	return other_name + second(1);
}
