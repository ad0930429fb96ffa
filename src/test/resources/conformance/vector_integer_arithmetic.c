/* vector_size types of integers: all operators, element access, scalars. */
#include <stdio.h>

typedef int v4si __attribute__((vector_size(16)));
typedef unsigned char v8qi __attribute__((vector_size(8)));
typedef long v2di __attribute__((vector_size(16)));
typedef short v8hi __attribute__((vector_size(16)));

static v4si mix(v4si a, v4si b)
{
	return (a + b) * (a - b) ^ (a & b) | (a << 2);
}

int main(void)
{
	v4si a = { 1, -2, 300, 4000 }, b = { 5, 6, -7, 8 }, c;
	v8qi q = { 250, 251, 252, 253, 254, 255, 0, 1 };
	v2di d = { 1L << 30, -3 };
	v8hi h = { 1, 2, 3, 4, 5, 6, 7, 8 };
	int i, sum = 0;

	c = mix(a, b);
	for (i = 0; i < 4; i++)
		printf("%d ", c[i]);
	c = a / b + a % b + ~a + (-b >> 1);
	for (i = 0; i < 4; i++)
		printf("%d ", c[i]);
	q += 10;
	q ^= (v8qi){ 1, 1, 1, 1, 2, 2, 2, 2 };
	for (i = 0; i < 8; i++)
		printf("%d ", q[i]);
	d = d * d - 1;
	d[1] += 100;
	printf("%ld %ld\n", d[0], d[1]);
	h = h * h - h;
	h = h >> (v8hi){ 0, 1, 2, 3, 0, 1, 2, 3 };
	for (i = 0; i < 8; i++)
		sum = sum * 3 + h[i];
	a[2] = sum;
	b = a == (v4si){ 1, 0, sum, 0 };
	printf("%d %d %d %d %d\n", sum, b[0], b[1], b[2], b[3]);
	return sum & 0xff;
}
