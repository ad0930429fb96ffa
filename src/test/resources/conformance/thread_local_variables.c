/* Objects of thread storage duration, initialised and not. */
#include <stdio.h>

static _Thread_local int a = 7;
static __thread long b;

static int *address(void)
{
	return &a;
}

int main(void)
{
	int i;

	for (i = 0; i < 5; i++) {
		a += i;
		b += a;
	}
	*address() += 100;
	printf("%d %ld\n", a, b);
	return a;
}
