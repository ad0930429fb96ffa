/* Structs in structs in arrays, copied and addressed at every level. */
#include <stdio.h>

struct point {
	int x, y;
};
struct line {
	struct point from, to;
	const char *name;
};
struct drawing {
	int count;
	struct line lines[3];
	struct {
		struct point centre;
		double radius;
	} circle;
};

static struct point middle(struct line l)
{
	return (struct point){ (l.from.x + l.to.x) / 2, (l.from.y + l.to.y) / 2 };
}

int main(void)
{
	struct drawing d = { 3,
			     { { { 0, 0 }, { 10, 20 }, "a" },
			       { { 1, 2 }, { 3, 4 }, "b" },
			       { { -5, -5 }, { 5, 5 }, "c" } },
			     { { 7, 8 }, 2.5 } };
	struct drawing copy = d;
	struct line *l;
	int sum = 0;

	copy.lines[1].to = copy.circle.centre;
	copy.lines[2] = d.lines[0];
	copy.lines[2].name = "copy";
	for (l = copy.lines; l < copy.lines + copy.count; l++) {
		struct point m = middle(*l);

		printf("%s %d %d\n", l->name, m.x, m.y);
		sum += m.x * m.y;
	}
	printf("%d %d %s %g\n", d.lines[1].to.x, (&d.lines[1])->to.y, d.lines[2].name,
	       (&d)->circle.radius);
	return sum;
}
