/* The last member without a size takes what was allocated behind the struct. */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct packet {
	unsigned short length;
	unsigned char kind;
	unsigned char data[];
};

struct pairs {
	int count;
	struct {
		int key;
		double value;
	} entry[];
};

static struct packet *make(const char *text)
{
	size_t length = strlen(text) + 1;
	struct packet *p = malloc(sizeof(*p) + length);

	p->length = length;
	p->kind = 9;
	memcpy(p->data, text, length);
	return p;
}

int main(void)
{
	struct packet *p = make("flexible");
	struct pairs *q = malloc(sizeof(*q) + 4 * sizeof(q->entry[0]));
	int i, result;

	printf("%zu %zu %zu %zu\n", sizeof(struct packet), offsetof(struct packet, data),
	       sizeof(struct pairs), offsetof(struct pairs, entry));
	printf("%d %d %s\n", p->length, p->kind, (char *)p->data);
	q->count = 4;
	for (i = 0; i < q->count; i++) {
		q->entry[i].key = i * i;
		q->entry[i].value = i / 4.0;
	}
	for (i = 0; i < q->count; i++)
		printf("%d=%g ", q->entry[i].key, q->entry[i].value);
	printf("\n");
	result = p->data[3];
	free(p);
	free(q);
	return result;
}
