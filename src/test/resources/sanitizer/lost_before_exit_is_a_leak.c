#include <stdlib.h>

static void leave(int status)
{
	exit(status);
}

int main(void)
{
	char *p = calloc(10, 1); // FINDING: leak: 10 bytes from calloc never freed

	p = "other";
	leave(p[0] == 'x');
}
