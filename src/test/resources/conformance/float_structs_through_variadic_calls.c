#include <stdarg.h>
#include <stdio.h>

struct one { float x; };
struct two { float x, y; };
struct three { float x, y, z; };
struct four { float x, y, z, w; };
struct mixed { double d; float f; };
struct half { float f; int i; };

static double sum(int count, ...)
{
	va_list list;
	double total = 0;

	va_start(list, count);
	for (int i = 0; i < count; i++) {
		struct one a = va_arg(list, struct one);
		struct two b = va_arg(list, struct two);
		struct three c = va_arg(list, struct three);
		struct four d = va_arg(list, struct four);
		struct mixed e = va_arg(list, struct mixed);
		struct half f = va_arg(list, struct half);

		total = total * 3 + a.x + 2 * b.x + 4 * b.y + 8 * c.x + 16 * c.y + 32 * c.z;
		total += 64 * d.x + 128 * d.y + 256 * d.z + 512 * d.w;
		total += 1024 * e.d + 2048 * e.f + 4096 * f.f + 8192 * f.i;
	}
	va_end(list);
	return total;
}

static float first(struct two fixed, ...)
{
	va_list list;
	struct two next;

	va_start(list, fixed);
	next = va_arg(list, struct two);
	va_end(list);
	return fixed.x * 8 + fixed.y * 4 + next.x * 2 + next.y;
}

int main(void)
{
	struct one a = { 1.5f };
	struct two b = { 2.5f, 3.5f };
	struct three c = { 4.5f, 5.5f, 6.5f };
	struct four d = { 1, 2, 3, 4 };
	struct mixed e = { 0.25, 0.75f };
	struct half f = { 9.5f, -3 };

	printf("%f\n", sum(1, a, b, c, d, e, f));
	printf("%f\n", sum(3, a, b, c, d, e, f, a, b, c, d, e, f, a, b, c, d, e, f));
	printf("%f\n", first(b, (struct two){ 0.5f, 0.25f }));
	return 0;
}
