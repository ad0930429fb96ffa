/* vector_size types of float and double. */
#include <stdio.h>

typedef float v4sf __attribute__((vector_size(16)));
typedef double v2df __attribute__((vector_size(16)));
typedef int v4si __attribute__((vector_size(16)));

static float dot(v4sf a, v4sf b)
{
	v4sf p = a * b;

	return p[0] + p[1] + p[2] + p[3];
}

int main(void)
{
	v4sf a = { 1, 2.5f, -3, 0.1f }, b = { 4, -0.5f, 2, 10 };
	v2df d = { 1.0 / 3, 1e10 }, e = { 3, 1e-10 };
	v4si less;
	int i;

	printf("%g %g\n", dot(a, b), dot(a + b, a - b));
	d = d * e + e / d;
	printf("%.17g %.17g\n", d[0], d[1]);
	less = a < b;
	printf("%d %d %d %d\n", less[0], less[1], less[2], less[3]);
	for (i = 0; i < 5; i++) {
		a = a * 0.5f + b;
		b = -b / 2;
	}
	printf("%.9g %.9g %.9g %.9g\n", a[0], a[1], a[2], a[3]);
	d += 1;
	return (int)(d[1] * 10);
}
