/* Unnamed objects with their own address, changed and passed on. */
#include <stdio.h>

struct point {
	int x, y;
};

static int *const global_list = (int[]){ 5, 6, 7 };

static int sum(const int *v, int n)
{
	int s = 0;

	while (n--)
		s += *v++;
	return s;
}

static int norm(struct point p)
{
	return p.x * p.x + p.y * p.y;
}

int main(void)
{
	struct point *p = &(struct point){ 3, 4 };
	char *text = (char[]){ "writable" };
	int i;

	printf("%d %d\n", norm(*p), norm((struct point){ .y = 2 }));
	p->x += 10;
	printf("%d\n", norm(*p));
	printf("%d\n", sum((int[]){ 1, 2, 3, 4 }, 4));
	printf("%d\n", sum((const int[5]){ 1, [3] = 9 }, 5));
	text[0] = 'W';
	puts(text);
	global_list[1] = 60;
	printf("%d\n", sum(global_list, 3));
	for (i = 0; i < 3; i++) {
		int *fresh = &(int){ 0 };

		*fresh += i;
		printf("%d ", *fresh);
	}
	printf("%d\n", (int){ 42 });
	return (struct point){ 7, 8 }.y;
}
