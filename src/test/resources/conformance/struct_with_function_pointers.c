/* Operations in a table, called through objects. */
#include <stdio.h>

struct counter;

struct operations {
	void (*add)(struct counter *c, int n);
	int (*get)(const struct counter *c);
	const char *name;
};

struct counter {
	const struct operations *ops;
	int value;
};

static void plus(struct counter *c, int n)
{
	c->value += n;
}

static void times(struct counter *c, int n)
{
	c->value *= n;
}

static int get(const struct counter *c)
{
	return c->value;
}

static int negated(const struct counter *c)
{
	return -c->value;
}

static const struct operations adding = { plus, get, "adding" };
static const struct operations scaling = { .name = "scaling", .get = negated, .add = times };

int main(void)
{
	struct counter list[] = { { &adding, 1 }, { &scaling, 1 }, { &adding, -5 } };
	int i, n, sum = 0;

	for (i = 0; i < 3; i++) {
		for (n = 2; n < 6; n++)
			list[i].ops->add(&list[i], n);
		printf("%s %d\n", list[i].ops->name, list[i].ops->get(list + i));
		sum += list[i].ops->get(&list[i]);
	}
	list[0].ops = &scaling;
	list[0].ops->add(list, 2);
	printf("%d\n", (*list[0].ops->get)(list));
	return sum & 0xff;
}
