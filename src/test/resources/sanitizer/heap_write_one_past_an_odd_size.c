#include <stdlib.h>
#include <string.h>

int main(void)
{
	char *p = malloc(5);

	strcpy(p, "hello"); // FINDING: out-of-bounds: writes 1 byte
	free(p);
	return 0;
}
