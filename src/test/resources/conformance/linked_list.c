/* Insert in order, reverse, remove, on the heap. */
#include <stdio.h>
#include <stdlib.h>

struct node {
	int value;
	struct node *next;
};

static void insert(struct node **at, int value)
{
	struct node *n;

	while (*at && (*at)->value < value)
		at = &(*at)->next;
	n = malloc(sizeof(*n));
	n->value = value;
	n->next = *at;
	*at = n;
}

static struct node *reverse(struct node *list)
{
	struct node *done = NULL;

	while (list) {
		struct node *next = list->next;

		list->next = done;
		done = list;
		list = next;
	}
	return done;
}

static int remove_if_odd(struct node **at)
{
	int removed = 0;

	while (*at)
		if ((*at)->value & 1) {
			struct node *n = *at;

			*at = n->next;
			free(n);
			removed++;
		} else {
			at = &(*at)->next;
		}
	return removed;
}

static void show(const struct node *n)
{
	for (; n; n = n->next)
		printf("%d ", n->value);
	printf("\n");
}

int main(void)
{
	struct node *list = NULL;
	unsigned int x = 7;
	int i, removed;

	for (i = 0; i < 20; i++) {
		insert(&list, x % 100);
		x = x * 1103515245 + 12345;
	}
	show(list);
	list = reverse(list);
	show(list);
	removed = remove_if_odd(&list);
	show(list);
	while (list) {
		struct node *n = list;

		list = list->next;
		free(n);
	}
	return removed;
}
