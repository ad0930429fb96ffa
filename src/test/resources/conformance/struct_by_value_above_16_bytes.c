/* Large structs go through memory; the callee has a copy of its own. */
#include <stdio.h>

struct s17 {
	char b[17];
};
struct s24 {
	long a, b, c;
};
struct s100 {
	int v[25];
};

static struct s17 change17(struct s17 s)
{
	s.b[0] = 'X';
	s.b[16] = 'Y';
	return s;
}

static struct s24 rotate(struct s24 s)
{
	long t = s.a;

	s.a = s.b;
	s.b = s.c;
	s.c = t;
	return s;
}

static struct s100 reverse(struct s100 s, int scale)
{
	struct s100 r;
	int i;

	for (i = 0; i < 25; i++)
		r.v[i] = s.v[24 - i] * scale;
	s.v[0] = -1;
	return r;
}

int main(void)
{
	struct s17 a = { "abcdefghijklmnop" }, b;
	struct s24 c = { 1, 20, 300 };
	struct s100 d, e;
	int i;

	b = change17(a);
	printf("%c%c %c %d\n", b.b[0], b.b[16], a.b[0], a.b[16]);
	c = rotate(rotate(c));
	printf("%ld %ld %ld\n", c.a, c.b, c.c);
	for (i = 0; i < 25; i++)
		d.v[i] = i * i;
	e = reverse(d, 3);
	for (i = 0; i < 25; i++)
		printf("%d ", e.v[i]);
	printf("\n%d\n", d.v[0]);
	e = reverse(reverse(e, 1), 2);
	return e.v[20] / 8;
}
