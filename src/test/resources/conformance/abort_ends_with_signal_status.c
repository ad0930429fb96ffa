/* abort runs no handlers. */
#include <stdio.h>
#include <stdlib.h>

static void never(void)
{
	puts("handler");
	fflush(stdout);
}

int main(void)
{
	atexit(never);
	puts("before");
	fflush(stdout);
	abort();
}
