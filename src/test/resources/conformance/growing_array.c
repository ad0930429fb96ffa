/* realloc keeps the content; elements are structs with pointers. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct item {
	char *name;
	int length;
};

struct list {
	struct item *items;
	size_t used, room;
};

static void push(struct list *l, const char *name)
{
	if (l->used == l->room) {
		l->room = l->room ? l->room * 2 : 1;
		l->items = realloc(l->items, l->room * sizeof(*l->items));
	}
	l->items[l->used].name = strdup(name);
	l->items[l->used++].length = strlen(name);
}

int main(void)
{
	struct list l = { 0 };
	char name[20];
	size_t i;
	int total = 0;

	for (i = 0; i < 25; i++) {
		memset(name, 'a' + (int)i, i % 7 + 1);
		name[i % 7 + 1] = 0;
		push(&l, name);
	}
	for (i = 0; i < l.used; i++) {
		printf("%s ", l.items[i].name);
		total += l.items[i].length;
		free(l.items[i].name);
	}
	printf("\n%zu %zu %d\n", l.used, l.room, total);
	l.items = realloc(l.items, 2 * sizeof(*l.items));
	total += l.items[1].length;
	free(l.items);
	return total;
}
