/* Returning from main is exit with its value, cut to eight bits. */
#include <stdio.h>
#include <stdlib.h>

static void bye(void)
{
	puts("bye");
}

int main(void)
{
	if (atexit(bye) != 0)
		return 1;
	puts("hello");
	return 256 + 33;
}
