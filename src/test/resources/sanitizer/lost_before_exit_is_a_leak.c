#include <stdlib.h>

static int use(void)
{
	char *p = calloc(10, 1); // FINDING: leak: 10 bytes from calloc never freed

	return p[0];
}

static void leave(int status)
{
	exit(status);
}

int main(void)
{
	leave(use());
}
