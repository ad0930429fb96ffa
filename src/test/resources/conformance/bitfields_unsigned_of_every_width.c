/* Members of 1 to 32 bits keep their low bits. */
#include <stdio.h>

struct fields {
	unsigned int a : 1, b : 2, c : 3, d : 5, e : 7, f : 11;
	unsigned int g : 13, h : 17;
	unsigned int whole : 32;
};

int main(void)
{
	struct fields f = { 0 };
	unsigned int i;

	for (i = 0; i < 40; i += 3) {
		f.a = i;
		f.b = i * 3;
		f.c = i * 5;
		f.d = i * 7;
		f.e = i * 11;
		f.f = i * 131;
		f.g = i * 1031;
		f.h = i * 70001;
		f.whole = i * 0x10101010u;
		printf("%u %u %u %u %u %u %u %u %x\n", f.a, f.b, f.c, f.d, f.e, f.f, f.g, f.h,
		       f.whole);
	}
	printf("%zu\n", sizeof(f));
	return f.e;
}
