#include <string.h>

struct pair {
	int a, b;
};

int main(void)
{
	struct pair p, q, r[2];

	p.a = 1;
	q = p;
	memcpy(&r[0], &q, sizeof(q));
	r[1] = r[0];
	return r[1].a - 1;
}
