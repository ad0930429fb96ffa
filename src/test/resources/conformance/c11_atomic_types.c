/* _Atomic objects, operators on them, and stdatomic.h. */
#include <stdatomic.h>
#include <stdio.h>

static atomic_int counter = 5;
static _Atomic unsigned long wide;
static atomic_flag flag = ATOMIC_FLAG_INIT;
static _Atomic(int *) pointer;

int main(void)
{
	_Atomic short small = 32767;
	atomic_bool yes = 1;
	int values[3] = { 1, 2, 3 }, expected = 7;

	counter++;
	counter += 10;
	printf("%d ", counter--);
	printf("%d\n", counter);
	small++;
	printf("%d\n", small);
	wide = 1ul << 40;
	wide |= 3;
	printf("%lu ", atomic_fetch_add(&wide, 2));
	printf("%lu\n", wide);
	printf("%d ", atomic_compare_exchange_strong(&counter, &expected, 1));
	printf("%d ", expected);
	printf("%d\n", atomic_compare_exchange_strong(&counter, &expected, 1));
	printf("%d ", atomic_flag_test_and_set(&flag));
	printf("%d ", atomic_flag_test_and_set(&flag));
	atomic_flag_clear(&flag);
	printf("%d\n", atomic_flag_test_and_set(&flag));
	pointer = values;
	pointer = pointer + 2;
	printf("%d ", *pointer);
	printf("%d\n", *atomic_exchange(&pointer, values));
	yes ^= 1;
	atomic_thread_fence(memory_order_seq_cst);
	printf("%d %d\n", yes, atomic_load_explicit(&counter, memory_order_relaxed));
	return (int)wide & 0x7f;
}
