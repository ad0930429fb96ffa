/* atexit handlers run once each in reverse order, also those registered late. */
#include <stdio.h>
#include <stdlib.h>

static int value = 5;

static void first(void)
{
	printf("first %d\n", value);
}

static void late(void)
{
	puts("late");
}

static void second(void)
{
	printf("second %d\n", value++);
	atexit(late);
}

static void stop(int depth)
{
	if (depth == 0)
		exit(value + 70);
	stop(depth - 1);
	puts("not reached");
}

int main(void)
{
	atexit(first);
	atexit(second);
	puts("main");
	stop(4);
	return 1;
}
