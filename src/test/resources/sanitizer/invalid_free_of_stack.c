#include <stdlib.h>

int main(void)
{
	int local = 1;
	int *volatile p = &local;

	free(p); // FINDING: invalid-free: which no allocation returned
	return 0;
}
