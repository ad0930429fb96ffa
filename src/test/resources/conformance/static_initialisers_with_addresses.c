/* Addresses of objects, elements, members and functions as constants. */
#include <stdio.h>

struct node {
	struct node *next;
	const char *label;
	int *value;
	int (*read)(const struct node *);
};

static int numbers[4] = { 10, 20, 30, 40 };
static char text[] = "address";

static int read_value(const struct node *n)
{
	return *n->value;
}

static struct node c, a;
static struct node b = { &c, text + 3, &numbers[2], read_value };
static struct node a = { &b, "literal" + 2, numbers, read_value };
static struct node c = { 0, &text[1], numbers + 3, &read_value };
static struct node *const heads[] = { &a, &b, &c };
static const char *const words[2][2] = { { "one", "two" }, { "three", 0 } };
static long offset = (long)&((struct node *)0)->value;

int main(void)
{
	const struct node *n;
	int sum = 0;

	for (n = heads[0]; n; n = n->next) {
		printf("%s %d\n", n->label, n->read(n));
		sum += n->read(n);
	}
	printf("%s %d %ld\n", words[1][0], words[1][1] == 0, offset);
	printf("%d %d\n", heads[1]->next == heads[2], *heads[2]->value);
	return sum;
}
