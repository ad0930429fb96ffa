#include <stdlib.h>

static int table[10];

int main(void)
{
	int *volatile p = table;

	free(p); // FINDING: invalid-free: free of table
	return 0;
}
