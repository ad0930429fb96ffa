/* clang-only: a weak definition, an absent weak function, another name of an object. */
#include <stdio.h>

extern int absent(int) __attribute__((weak));
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
	printf("%d %d %d\n", chosen(5), absent != 0, value);
	printf("%d %d\n", second(7), second == original);
	return other_name + second(1);
}
