/* clang-only: shuffles, element conversions, selects. */
#include <stdio.h>

typedef int v4si __attribute__((vector_size(16)));
typedef float v4sf __attribute__((vector_size(16)));
typedef short v4hi __attribute__((vector_size(8)));
typedef unsigned char v16qi __attribute__((vector_size(16)));

static void show(v4si v)
{
	printf("%d %d %d %d\n", v[0], v[1], v[2], v[3]);
}

int main(void)
{
	v4si a = { 1, 2, 3, 4 }, b = { 50, 60, 70, 80 };
	v4sf f;
	v4hi h;
	v16qi bytes;
	int i, sum = 0;

	show(__builtin_shufflevector(a, a, 3, 2, 1, 0));
	show(__builtin_shufflevector(a, b, 0, 4, 1, 5));
	f = __builtin_convertvector(a * 1000, v4sf) / 7;
	show(__builtin_convertvector(f, v4si));
	h = __builtin_convertvector(b * 1000, v4hi);
	show(__builtin_convertvector(h, v4si));
	show((a > 2 & a) | (~(a > 2) & b));
	bytes = (v16qi)(a | b << 8);
	for (i = 0; i < 16; i++)
		sum = sum * 3 + bytes[i];
	i = 2;
	a[i] = 99;
	printf("%d %u %d\n", a[i ^ 1], (unsigned int)sum, a[i]);
	return __builtin_reduce_add(a) & 0xff;
}
