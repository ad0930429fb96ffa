#include <stdlib.h>

struct node {
	struct node *next;
};

int main(void)
{
	struct node *head = NULL;
	int i;

	for (i = 0; i < 2; i++) {
		struct node *n = malloc(sizeof(*n)); // FINDING: leak: 8 bytes from malloc never freed // FINDING: leak: 8 bytes from malloc never freed

		n->next = head;
		head = n;
	}
	return 0;
}
