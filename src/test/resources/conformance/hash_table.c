/* Chained buckets, growing, string keys. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct entry {
	struct entry *next;
	unsigned int hash;
	int value;
	char key[];
};

struct table {
	struct entry **buckets;
	unsigned int size, used;
};

static unsigned int hash(const char *s)
{
	unsigned int h = 2166136261u;

	while (*s)
		h = (h ^ (unsigned char)*s++) * 16777619u;
	return h;
}

static void grow(struct table *t)
{
	unsigned int size = t->size ? t->size * 2 : 4, i;
	struct entry **buckets = calloc(size, sizeof(*buckets));

	for (i = 0; i < t->size; i++)
		while (t->buckets[i]) {
			struct entry *e = t->buckets[i];

			t->buckets[i] = e->next;
			e->next = buckets[e->hash % size];
			buckets[e->hash % size] = e;
		}
	free(t->buckets);
	t->buckets = buckets;
	t->size = size;
}

static int *get(struct table *t, const char *key)
{
	unsigned int h = hash(key);
	struct entry *e;

	if (t->used >= t->size)
		grow(t);
	for (e = t->buckets[h % t->size]; e; e = e->next)
		if (e->hash == h && !strcmp(e->key, key))
			return &e->value;
	e = malloc(sizeof(*e) + strlen(key) + 1);
	strcpy(e->key, key);
	e->hash = h;
	e->value = 0;
	e->next = t->buckets[h % t->size];
	t->buckets[h % t->size] = e;
	t->used++;
	return &e->value;
}

int main(void)
{
	struct table t = { 0 };
	const char *text = "the cat and the dog and the bird saw the cat";
	char word[16];
	unsigned int i, n;
	int sum = 0;

	while (*text) {
		for (n = 0; *text && *text != ' '; text++)
			word[n++] = *text;
		word[n] = 0;
		while (*text == ' ')
			text++;
		++*get(&t, word);
	}
	for (i = 0; i < 100; i++) {
		snprintf(word, sizeof(word), "key%u", i);
		*get(&t, word) += i;
	}
	printf("%d %d %d %d\n", *get(&t, "the"), *get(&t, "cat"), *get(&t, "and"), *get(&t, "saw"));
	printf("%u %u %d\n", t.used, t.size, *get(&t, "key57"));
	for (i = 0; i < t.size; i++)
		while (t.buckets[i]) {
			struct entry *e = t.buckets[i];

			t.buckets[i] = e->next;
			sum += e->value;
			free(e);
		}
	free(t.buckets);
	printf("%d\n", sum);
	return sum & 0xff;
}
