#include <stdlib.h>

static void put(long *to)
{
	*to = 1; // FINDING: misaligned-access: writes 8 bytes
}

int main(void)
{
	char *buffer = malloc(32);

	put((long *)(buffer + 4));
	free(buffer);
	return 0;
}
