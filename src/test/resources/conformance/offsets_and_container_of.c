/* From a member's address back to the struct. */
#include <stddef.h>
#include <stdio.h>

#define container_of(p, type, member) ((type *)((char *)(p) - offsetof(type, member)))

struct link {
	struct link *next;
};
struct node {
	char name;
	int value;
	struct link link;
};
struct deep {
	long a;
	struct {
		short b[3];
		struct node inner[2];
	} c;
};

int main(void)
{
	struct node nodes[3] = { { 'a', 10, { 0 } }, { 'b', 20, { 0 } }, { 'c', 30, { 0 } } };
	struct link *l;
	int sum = 0;

	nodes[0].link.next = &nodes[2].link;
	nodes[2].link.next = &nodes[1].link;
	for (l = &nodes[0].link; l; l = l->next) {
		struct node *n = container_of(l, struct node, link);

		printf("%c%d ", n->name, n->value);
		sum = sum * 2 + n->value;
	}
	printf("\n%zu %zu %zu\n", offsetof(struct node, link), offsetof(struct deep, c.b[2]),
	       offsetof(struct deep, c.inner[1].value));
	return sum;
}
