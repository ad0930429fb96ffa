/* Functions marked constructor run before main, in order of priority; destructors after it. */
#include <stdio.h>

static int stage = 1;

__attribute__((constructor(200))) static void later(void)
{
	stage = stage * 10 + 2;
}

__attribute__((constructor(150))) static void earlier(void)
{
	stage = stage * 10 + 1;
}

__attribute__((constructor)) static void last(void)
{
	stage = stage * 10 + 3;
}

int main(void)
{
	printf("%d\n", stage);
	return stage % 100;
}
