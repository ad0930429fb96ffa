/* Gaps between members, at the end, and in arrays. */
#include <stddef.h>
#include <stdio.h>

struct gaps {
	char a;
	double b;
	char c;
	short d;
	char e;
	long f;
	char g;
};

static struct gaps twice(struct gaps x)
{
	x.a *= 2;
	x.b *= 2;
	x.c *= 2;
	x.d *= 2;
	x.e *= 2;
	x.f *= 2;
	x.g *= 2;
	return x;
}

int main(void)
{
	struct gaps array[3], *p;
	int i;

	printf("%zu %zu %zu %zu %zu %zu %zu %zu\n", sizeof(struct gaps), offsetof(struct gaps, b),
	       offsetof(struct gaps, c), offsetof(struct gaps, d), offsetof(struct gaps, e),
	       offsetof(struct gaps, f), offsetof(struct gaps, g), sizeof(array));
	for (i = 0; i < 3; i++) {
		array[i].a = i;
		array[i].b = i + 0.5;
		array[i].c = i * 2;
		array[i].d = i * 300;
		array[i].e = -i;
		array[i].f = i * 5000000000;
		array[i].g = 'A' + i;
	}
	array[1] = array[2];
	array[0] = twice(array[1]);
	for (p = array; p < array + 3; p++)
		printf("%d %g %d %d %d %ld %d\n", p->a, p->b, p->c, p->d, p->e, p->f, p->g);
	return array[0].g & 0xff;
}
