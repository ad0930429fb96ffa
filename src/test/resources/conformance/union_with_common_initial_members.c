/* A tag that all structs of a union start with. */
#include <stdio.h>

struct head {
	int tag;
};
struct circle {
	int tag;
	double radius;
};
struct box {
	int tag;
	int width, height;
};
union shape {
	struct head head;
	struct circle circle;
	struct box box;
};

static double area(const union shape *s)
{
	switch (s->head.tag) {
	case 1:
		return 3 * s->circle.radius * s->circle.radius;
	case 2:
		return s->box.width * s->box.height;
	default:
		return -1;
	}
}

int main(void)
{
	union shape shapes[3];
	double sum = 0;
	int i;

	shapes[0].circle = (struct circle){ 1, 2.5 };
	shapes[1].box = (struct box){ 2, 6, 7 };
	shapes[2].head.tag = 3;
	for (i = 0; i < 3; i++) {
		printf("%g\n", area(&shapes[i]));
		sum += area(shapes + i);
	}
	shapes[2] = shapes[1];
	shapes[2].box.height++;
	printf("%g %zu\n", area(&shapes[2]), sizeof(union shape));
	return (int)sum;
}
