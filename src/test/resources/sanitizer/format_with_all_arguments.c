#include <stdio.h>

int main(void)
{
	const char *volatile format = "%d %d\n";

	printf(format, 1, 2);
	return 0;
}
