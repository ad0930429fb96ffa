#include <stdlib.h>

/* The last element, the address just past it, an array that goes on as far as there is memory. */
struct pair {
	int first[4];
	int second[4];
};

struct flexible {
	int count;
	int items[];
};

int main(void)
{
	struct pair p = { { 1, 2, 3, 4 }, { 5, 6, 7, 8 } };
	struct flexible *f = malloc(sizeof(*f) + 8 * sizeof(f->items[0]));
	int last = 3, end = 4, far = 7;
	int *past = &p.first[end];

	f->items[far] = 4;
	last = p.first[last] - f->items[far] + (int)(past - p.first) - 4;
	free(f);
	return last;
}
