#include <stdlib.h>

int main(void)
{
	int *v = calloc(2, sizeof(*v)), r;

	v[0] = 1;
	switch (v[1]) {
	case 1:
		r = 1;
		break;
	default:
		r = 0;
	}
	free(v);
	return r;
}
