/* A failing assertion ends the program as abort does; its text goes to stderr. */
#include <assert.h>
#include <stdio.h>

static_assert(sizeof(long) == 8, "long has 64 bits");

static int checked(int x)
{
	assert(x != 7);
	return x * 2;
}

int main(void)
{
	int i;

	for (i = 4; i < 9; i++) {
		printf("%d\n", checked(i));
		fflush(stdout);
	}
	return 0;
}
