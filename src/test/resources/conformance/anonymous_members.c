/* Members of unnamed structs and unions belong to the outer one. */
#include <stddef.h>
#include <stdio.h>

struct value {
	int type;
	union {
		long number;
		double real;
		struct {
			short first, second;
		};
		unsigned char bytes[8];
	};
	struct {
		int tail;
	};
};

static void show(const struct value *v)
{
	switch (v->type) {
	case 0:
		printf("%ld", v->number);
		break;
	case 1:
		printf("%g", v->real);
		break;
	case 2:
		printf("%d/%d", v->first, v->second);
		break;
	}
	printf(" %d\n", v->tail);
}

int main(void)
{
	struct value list[] = { { .type = 0, .number = -12345678901, .tail = 1 },
				{ .type = 1, .real = 2.75, .tail = 2 },
				{ .type = 2, .first = -1, .second = 300, .tail = 3 } };
	int i;

	for (i = 0; i < 3; i++)
		show(&list[i]);
	printf("%02x%02x\n", list[2].bytes[0], list[2].bytes[2]);
	printf("%zu %zu %zu\n", sizeof(struct value), offsetof(struct value, second),
	       offsetof(struct value, tail));
	return list[2].bytes[3] + list[1].tail;
}
