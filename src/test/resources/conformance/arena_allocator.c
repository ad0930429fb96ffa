/* Objects of different types cut out of one block, with alignment. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct arena {
	unsigned char *base;
	size_t used, size;
};

static void *take(struct arena *a, size_t size, size_t align)
{
	size_t start = (a->used + align - 1) & ~(align - 1);

	if (size > a->size || start > a->size - size)
		return NULL;
	a->used = start + size;
	return a->base + start;
}

#define NEW(a, type) ((type *)take(a, sizeof(type), _Alignof(type)))

int main(void)
{
	struct arena a = { malloc(256), 0, 256 };
	char *text = take(&a, 5, 1);
	double *d = NEW(&a, double);
	short *s = NEW(&a, short);
	long *l = NEW(&a, long);
	int count = 0;

	strcpy(text, "text");
	*d = 1.25;
	*s = -3;
	*l = 1L << 50;
	printf("%s %g %d %ld %zu\n", text, *d, *s, *l, a.used);
	printf("%d\n", (int)((uintptr_t)d % 8 + (uintptr_t)l % 8));
	while (NEW(&a, int))
		count++;
	printf("%d %zu %d\n", count, a.used, take(&a, 1, 1) == NULL);
	free(a.base);
	return count;
}
