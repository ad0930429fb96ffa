/* GNU C: an empty struct has no size, an array may have no elements. */
#include <stdio.h>
#include <stdlib.h>

struct empty {
};
struct with_empty {
	int a;
	struct empty e;
	int b;
};
struct zero {
	int count;
	int data[0];
};

static struct empty pass(struct empty e, int x, int *out)
{
	*out = x + 1;
	return e;
}

int main(void)
{
	struct with_empty w = { .a = 1, .b = 2 };
	struct zero *z = malloc(sizeof(*z) + 3 * sizeof(int));
	int out = 0, i;

	w.e = pass(w.e, 41, &out);
	printf("%zu %zu %zu %d\n", sizeof(struct empty), sizeof(struct with_empty), sizeof(struct zero),
	       out);
	z->count = 3;
	for (i = 0; i < 3; i++)
		z->data[i] = i + w.a + w.b;
	printf("%d %d\n", z->data[0], z->data[2]);
	out = z->data[1];
	free(z);
	return out;
}
