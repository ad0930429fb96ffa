/* exit ends the program at any depth, with the status cut to eight bits. */
#include <stdio.h>
#include <stdlib.h>

static int stop(int depth)
{
	if (depth == 0) {
		puts("leaving");
		exit(0x1234);
	}
	stop(depth - 1);
	puts("not reached");
	return depth;
}

int main(void)
{
	puts("main");
	return stop(6);
}
