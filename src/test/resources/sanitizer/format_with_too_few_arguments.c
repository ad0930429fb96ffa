#include <stdio.h>

int main(void)
{
	const char *volatile format = "%d %d\n";

	printf(format, 1); // FINDING: undefined-behaviour: more arguments than the call has
	return 0;
}
