/* Insert, look up, walk in order, delete with two children, free. */
#include <stdio.h>
#include <stdlib.h>

struct tree {
	struct tree *left, *right;
	int key;
};

static int height(const struct tree *t)
{
	int l, r;

	if (!t)
		return 0;
	l = height(t->left);
	r = height(t->right);
	return 1 + (l > r ? l : r);
}

static struct tree **find(struct tree **t, int key)
{
	while (*t && (*t)->key != key)
		t = key < (*t)->key ? &(*t)->left : &(*t)->right;
	return t;
}

static void insert(struct tree **root, int key)
{
	struct tree **t = find(root, key);

	if (!*t) {
		*t = calloc(1, sizeof(**t));
		(*t)->key = key;
	}
}

static void delete(struct tree **root, int key)
{
	struct tree **t = find(root, key), *gone = *t;

	if (!gone)
		return;
	if (gone->left && gone->right) {
		struct tree **next = &gone->right;

		while ((*next)->left)
			next = &(*next)->left;
		gone->key = (*next)->key;
		t = next;
		gone = *next;
	}
	*t = gone->left ? gone->left : gone->right;
	free(gone);
}

static int walk(const struct tree *t, int depth)
{
	int n;

	if (!t)
		return 0;
	n = walk(t->left, depth + 1);
	printf("%d ", t->key);
	return n + depth + walk(t->right, depth + 1);
}

static void drop(struct tree *t)
{
	if (t) {
		drop(t->left);
		drop(t->right);
		free(t);
	}
}

int main(void)
{
	struct tree *root = NULL;
	int i, sum;

	for (i = 0; i < 30; i++)
		insert(&root, (i * 37 + 11) % 64);
	sum = walk(root, 0);
	printf("\n%d %d\n", sum, height(root));
	for (i = 0; i < 64; i += 3)
		delete(&root, i);
	sum = walk(root, 0);
	printf("\n%d %d %d\n", sum, height(root), *find(&root, 48) == NULL);
	drop(root);
	return sum;
}
