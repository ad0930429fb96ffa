/* __atomic_* on 1 to 8 bytes with every memory order. */
#include <stdint.h>
#include <stdio.h>

static uint8_t b = 1;
static uint16_t h = 2;
static uint32_t w = 3;
static uint64_t d = 4;

int main(void)
{
	uint64_t old, expected = 40, in = 77, out;
	int *p, x = 5, y = 6;

	__atomic_store_n(&b, 200, __ATOMIC_RELEASE);
	__atomic_store_n(&h, 50000, __ATOMIC_RELAXED);
	__atomic_store_n(&w, 4000000000u, __ATOMIC_SEQ_CST);
	printf("%u %u %u %lu\n", __atomic_load_n(&b, __ATOMIC_ACQUIRE), __atomic_load_n(&h, __ATOMIC_RELAXED),
	       __atomic_load_n(&w, __ATOMIC_CONSUME), (unsigned long)__atomic_load_n(&d, __ATOMIC_SEQ_CST));
	old = __atomic_exchange_n(&d, 40, __ATOMIC_ACQ_REL);
	printf("%lu ", (unsigned long)old);
	printf("%d ", __atomic_compare_exchange_n(&d, &expected, 41, 0, __ATOMIC_SEQ_CST, __ATOMIC_RELAXED));
	printf("%d ", __atomic_compare_exchange_n(&d, &expected, 42, 1, __ATOMIC_SEQ_CST, __ATOMIC_RELAXED));
	printf("%lu %lu\n", (unsigned long)expected, (unsigned long)d);
	__atomic_exchange(&d, &in, &out, __ATOMIC_SEQ_CST);
	printf("%lu %lu\n", (unsigned long)out, (unsigned long)d);
	__atomic_store_n(&p, &x, __ATOMIC_SEQ_CST);
	printf("%d ", *__atomic_exchange_n(&p, &y, __ATOMIC_SEQ_CST));
	printf("%d\n", *p);
	__atomic_store_n(&b, 1, __ATOMIC_SEQ_CST);
	printf("%d ", __atomic_test_and_set(&b, __ATOMIC_SEQ_CST));
	__atomic_clear(&b, __ATOMIC_SEQ_CST);
	printf("%d\n", b);
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	__atomic_signal_fence(__ATOMIC_SEQ_CST);
	return (int)d;
}
