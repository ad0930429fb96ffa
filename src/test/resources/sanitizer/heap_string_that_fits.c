#include <stdlib.h>
#include <string.h>

int main(void)
{
	char *p = malloc(6);

	strcpy(p, "hello");
	free(p);
	return 0;
}
