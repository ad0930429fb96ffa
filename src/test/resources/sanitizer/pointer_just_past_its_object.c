#include <stdlib.h>

struct list {
	int count;
	int items[4];
};

/* To the end and back, by members and by nothing at all. */
int main(void)
{
	static const char text[] = "text";
	struct list *list = calloc(2, sizeof(*list));
	int *end = list[1].items + 4, *at = list->items, *none = 0;
	const char *c = text + sizeof(text);
	int count = 0;

	for (at = list->items; at != list->items + 4; at++)
		count++;
	for (at = end; at > list[1].items; )
		count += *--at == 0;
	while (c != text)
		count += *--c != 0;
	none += 0;
	free(list);
	return none != 0 || count != 12;
}
