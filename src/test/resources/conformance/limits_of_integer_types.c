/* limits.h and stdint.h agree with sizeof. */
#include <limits.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

int main(void)
{
	printf("%d %d %d\n", CHAR_BIT, SCHAR_MIN, SCHAR_MAX);
	printf("%d %d %d\n", SHRT_MIN, SHRT_MAX, USHRT_MAX);
	printf("%d %d %u\n", INT_MIN, INT_MAX, UINT_MAX);
	printf("%ld %ld %lu\n", LONG_MIN, LONG_MAX, ULONG_MAX);
	printf("%lld %lld %llu\n", LLONG_MIN, LLONG_MAX, ULLONG_MAX);
	printf("%ld %lu\n", (long)INT64_MIN, (unsigned long)UINT64_MAX);
	printf("%zu %zu %zu %zu %zu\n", sizeof(char), sizeof(short), sizeof(int), sizeof(long),
	       sizeof(long long));
	printf("%zu %zu %zu\n", sizeof(void *), sizeof(size_t), sizeof(ptrdiff_t));
	printf("%zu %zu %zu %zu\n", sizeof(int8_t), sizeof(uint16_t), sizeof(int32_t),
	       sizeof(uint64_t));
	printf("%zu %zu\n", sizeof(float), sizeof(double));
	printf("%lu\n", (unsigned long)SIZE_MAX);
	return sizeof(intptr_t);
}
