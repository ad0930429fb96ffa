/* Suffixes, radix, and the type chosen. */
#include <stdio.h>

#define KIND(x) _Generic((x), int: "int", unsigned int: "unsigned", long: "long", \
	unsigned long: "unsigned long", long long: "long long", \
	unsigned long long: "unsigned long long", default: "other")

int main(void)
{
	puts(KIND(1));
	puts(KIND(2147483647));
	puts(KIND(2147483648));
	puts(KIND(0x7fffffff));
	puts(KIND(0x80000000));
	puts(KIND(0xffffffff));
	puts(KIND(0x100000000));
	puts(KIND(0xffffffffffffffff));
	puts(KIND(1u));
	puts(KIND(1l));
	puts(KIND(1ul));
	puts(KIND(1ll));
	puts(KIND(1ull));
	puts(KIND('a'));
	puts(KIND(0777777777777));
	printf("%d %d %d %d\n", 0b1011, 017, 0x1F, 100);
	return 0b101;
}
