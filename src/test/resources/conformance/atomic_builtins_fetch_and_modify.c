/* Old value or new value, all operators, wrapping at the width. */
#include <stdint.h>
#include <stdio.h>

#define TRY(type, v)                                                                                 \
	do {                                                                                         \
		type x = (type)(v);                                                                  \
		printf("%lld ", (long long)__atomic_fetch_add(&x, 100, __ATOMIC_SEQ_CST));           \
		printf("%lld ", (long long)__atomic_fetch_sub(&x, 7, __ATOMIC_RELAXED));             \
		printf("%lld ", (long long)__atomic_fetch_and(&x, 0x7e, __ATOMIC_ACQUIRE));          \
		printf("%lld ", (long long)__atomic_fetch_or(&x, 0x41, __ATOMIC_RELEASE));           \
		printf("%lld ", (long long)__atomic_fetch_xor(&x, 0x33, __ATOMIC_SEQ_CST));          \
		printf("%lld ", (long long)__atomic_fetch_nand(&x, 0x5a, __ATOMIC_SEQ_CST));         \
		printf("%lld ", (long long)__atomic_add_fetch(&x, 99, __ATOMIC_SEQ_CST));            \
		printf("%lld ", (long long)__atomic_sub_fetch(&x, 120, __ATOMIC_SEQ_CST));           \
		printf("%lld ", (long long)__atomic_or_fetch(&x, 4, __ATOMIC_SEQ_CST));              \
		printf("%lld\n", (long long)__atomic_nand_fetch(&x, 0x0f, __ATOMIC_SEQ_CST));        \
		sum = sum * 7 + (unsigned int)x;                                                     \
	} while (0)

int main(void)
{
	unsigned int sum = 0;

	TRY(int8_t, 100);
	TRY(uint8_t, 200);
	TRY(int16_t, 32700);
	TRY(uint16_t, 65500);
	TRY(int32_t, 2147483600);
	TRY(uint32_t, 4294967200u);
	TRY(int64_t, -5);
	TRY(uint64_t, 18446744073709551600u);
	return sum & 0xff;
}
