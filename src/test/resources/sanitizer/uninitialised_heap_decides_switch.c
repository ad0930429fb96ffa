#include <stdlib.h>

int main(void)
{
	int *v = malloc(2 * sizeof(*v)), r;

	v[0] = 1;
	switch (v[1]) { // FINDING: uninitialised-read: branches on a value that was never initialised
	case 1:
		r = 1;
		break;
	default:
		r = 0;
	}
	free(v);
	return r;
}
