#include <stdio.h>

int main(void)
{
	int v[3];

	v[0] = v[2] = 1;
	printf("%d\n", v[1]); // FINDING: uninitialised-read: argument 2 of printf
	return 0;
}
