#include <stdlib.h>
#include <string.h>

struct gaps {
	char a;
	long b;
	char c;
};

static struct gaps pass(struct gaps g)
{
	return g;
}

int main(void)
{
	struct gaps x, y, *h = malloc(sizeof(*h));

	x.a = 1;
	x.b = 2;
	x.c = 3;
	y = pass(x);
	*h = y;
	memcpy(&x, h, sizeof(x));
	free(h);
	return x.a + x.c - 4 + (x.b != 2);
}
