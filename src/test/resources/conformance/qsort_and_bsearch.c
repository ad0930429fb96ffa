/* Sorting ints, structs and strings, and searching in them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct person {
	char name[8];
	int age;
};

static int by_int(const void *a, const void *b)
{
	int x = *(const int *)a, y = *(const int *)b;

	return (x > y) - (x < y);
}

static int by_age(const void *a, const void *b)
{
	const struct person *x = a, *y = b;

	return x->age != y->age ? y->age - x->age : strcmp(x->name, y->name);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

int main(void)
{
	int v[40], i, key, *hit;
	struct person p[] = { { "eve", 30 }, { "bob", 25 }, { "al", 30 }, { "zoe", 99 }, { "kim", 1 } };
	const char *words[] = { "pear", "apple", "fig", "banana", "cherry" };
	unsigned int x = 99;

	for (i = 0; i < 40; i++) {
		v[i] = (int)(x >> 16) - 32768;
		x = x * 1103515245 + 12345;
	}
	qsort(v, 40, sizeof(*v), by_int);
	for (i = 0; i < 40; i++)
		printf("%d ", v[i]);
	printf("\n");
	qsort(p, 5, sizeof(*p), by_age);
	for (i = 0; i < 5; i++)
		printf("%s%d ", p[i].name, p[i].age);
	qsort(words, 5, sizeof(*words), by_text);
	for (i = 0; i < 5; i++)
		printf("%s ", words[i]);
	key = v[27];
	hit = bsearch(&key, v, 40, sizeof(*v), by_int);
	printf("\n%ld\n", (long)(hit - v));
	key++;
	printf("%d\n", bsearch(&key, v, 40, sizeof(*v), by_int) == NULL);
	return (int)(hit - v);
}
