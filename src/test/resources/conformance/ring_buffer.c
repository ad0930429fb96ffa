/* Indices that wrap by masking; full and empty. */
#include <stdbool.h>
#include <stdio.h>

#define SIZE 8

struct ring {
	unsigned int head, tail;
	short data[SIZE];
};

static bool put(struct ring *r, short v)
{
	if (r->head - r->tail == SIZE)
		return false;
	r->data[r->head++ & (SIZE - 1)] = v;
	return true;
}

static bool take(struct ring *r, short *v)
{
	if (r->head == r->tail)
		return false;
	*v = r->data[r->tail++ & (SIZE - 1)];
	return true;
}

int main(void)
{
	struct ring r = { .head = 0xfffffffa, .tail = 0xfffffffa };
	int i, full = 0, sum = 0;
	short v;

	for (i = 0; i < 30; i++) {
		if (!put(&r, i * i))
			full++;
		if (i % 3 == 0 && take(&r, &v))
			printf("%d ", v);
	}
	while (take(&r, &v))
		sum += v;
	printf("\n%d %d %u\n", full, sum, r.head);
	return full;
}
