#include <stdlib.h>

struct node {
	struct node *next;
	int value;
};

static void set(struct node *n)
{
	n->value = 5; // FINDING: use-after-free: writes 4 bytes
}

int main(void)
{
	struct node *n = malloc(sizeof(*n));

	free(n);
	set(n);
	return 0;
}
