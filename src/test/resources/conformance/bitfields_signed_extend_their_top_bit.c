/* A signed field of n bits holds -2^(n-1) to 2^(n-1)-1. */
#include <stdio.h>

struct fields {
	signed int a : 1;
	signed int b : 3;
	signed int c : 9;
	signed int d : 19;
	signed char e : 4;
	short f : 12;
	long g : 40;
};

int main(void)
{
	struct fields f = { -1, 3, -256, 262143, 7, -2048, -549755813888 };
	int i;

	printf("%d %d %d %d %d %d %ld\n", f.a, f.b, f.c, f.d, f.e, f.f, (long)f.g);
	for (i = 0; i < 8; i++) {
		f.b++;
		f.e--;
		f.c += 40;
		f.g -= 100000000000;
		printf("%d %d %d %ld\n", f.b, f.e, f.c, (long)f.g);
	}
	printf("%d\n", f.a < 0);
	f.d = -f.d;
	printf("%d %d\n", f.d, f.d >> 3);
	return f.e & 0xff;
}
