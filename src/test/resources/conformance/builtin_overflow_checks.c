/* add, sub, mul with an overflow flag, for all widths and mixed types. */
#include <limits.h>
#include <stdio.h>

#define TRY(type, a, b)                                                                    \
	do {                                                                               \
		type r;                                                                    \
		int o = __builtin_add_overflow((type)(a), (type)(b), &r);                  \
		printf("%d %lld ", o, (long long)r);                                       \
		o = __builtin_sub_overflow((type)(a), (type)(b), &r);                      \
		printf("%d %lld ", o, (long long)r);                                       \
		o = __builtin_mul_overflow((type)(a), (type)(b), &r);                      \
		printf("%d %lld\n", o, (long long)r);                                      \
		flags = flags * 2 + o;                                                     \
	} while (0)

int main(void)
{
	unsigned int flags = 0;
	int r;
	unsigned char c;
	long l;

	TRY(int, INT_MAX, 1);
	TRY(int, INT_MIN, -1);
	TRY(int, 46341, 46341);
	TRY(unsigned int, UINT_MAX, 1);
	TRY(unsigned int, 0, 1);
	TRY(long, LONG_MAX, 2);
	TRY(long, LONG_MIN, -1);
	TRY(unsigned long, ULONG_MAX, ULONG_MAX);
	TRY(signed char, 100, 28);
	TRY(unsigned char, 16, 16);
	TRY(short, -32768, -1);
	TRY(unsigned short, 255, 257);
	printf("%d ", __builtin_add_overflow(3000000000u, -5, &r));
	printf("%d\n", r);
	printf("%d ", __builtin_mul_overflow(1000, 1000, &c));
	printf("%d\n", c);
	printf("%d ", __builtin_sub_overflow(1u, 2u, &l));
	printf("%ld\n", l);
	return flags & 0xff;
}
