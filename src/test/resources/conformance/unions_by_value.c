/* Unions of mixed members as arguments and results. */
#include <stdio.h>

union number {
	int i;
	double d;
};
union wide {
	long l[3];
	char text[24];
};
union floats {
	float f;
	float pair[2];
};

static union number half(union number n, int is_double)
{
	if (is_double)
		n.d /= 2;
	else
		n.i /= 2;
	return n;
}

static union wide fill(union wide w, int c)
{
	w.text[7] = c;
	w.text[23] = 0;
	return w;
}

static union floats swap(union floats u)
{
	return (union floats){ .pair = { u.pair[1], u.pair[0] } };
}

int main(void)
{
	union number a = { .d = 5.5 }, b = { 9 };
	union wide w = { { 0x4141414141414141, 0x4242424242424242, 0x4343434343434343 } };
	union floats f = { .pair = { 1.5f, 2.5f } };

	printf("%g %d\n", half(a, 1).d, half(b, 0).i);
	w = fill(w, '!');
	printf("%s\n", w.text);
	f = swap(f);
	printf("%g %g %g\n", f.f, f.pair[0], f.pair[1]);
	printf("%zu %zu\n", sizeof(union number), sizeof(union wide));
	return half(half(b, 0), 0).i;
}
