#include <stdlib.h>

struct node {
	struct node *next;
};

static struct node *head;

int main(void)
{
	int i;

	for (i = 0; i < 3; i++) {
		struct node *n = malloc(sizeof(*n));

		n->next = head;
		head = n;
	}
	return 0;
}
