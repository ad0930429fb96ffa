/* Integer, floating and mixed eightbytes as arguments and results. */
#include <stdio.h>

struct id {
	int i;
	double d;
};
struct di {
	double d;
	int i;
};
struct ff {
	float a, b;
};
struct fff {
	float a, b, c;
};
struct fi {
	float f;
	int i;
};
struct dd {
	double a, b;
};
struct cf {
	char c;
	float f;
	short s;
	double d;
};

static struct id make_id(int i, double d)
{
	struct id r = { i, d };
	return r;
}

static struct di swap(struct id v)
{
	struct di r = { v.d * 2, v.i + 1 };
	return r;
}

static struct ff add_ff(struct ff a, struct ff b)
{
	return (struct ff){ a.a + b.a, a.b - b.b };
}

static struct fff spread(struct ff a, float c)
{
	return (struct fff){ a.a, c, a.b };
}

static struct fi mix(struct fff f, struct di d)
{
	return (struct fi){ f.a + f.b + f.c, d.i + (int)d.d };
}

static struct dd pair(struct fi f, struct cf c)
{
	return (struct dd){ f.f + c.d, f.i + c.f + c.c + c.s };
}

int main(void)
{
	struct id a = make_id(3, 1.25);
	struct di b = swap(a);
	struct ff f = add_ff((struct ff){ 1.5f, 2.5f }, (struct ff){ 0.25f, 4 });
	struct fff g = spread(f, 10);
	struct fi h = mix(g, b);
	struct dd d = pair(h, (struct cf){ 1, 0.5f, -3, 100 });

	printf("%d %g, %g %d, %g %g\n", a.i, a.d, b.d, b.i, f.a, f.b);
	printf("%g %g %g, %g %d, %g %g\n", g.a, g.b, g.c, h.f, h.i, d.a, d.b);
	return (int)d.a;
}
