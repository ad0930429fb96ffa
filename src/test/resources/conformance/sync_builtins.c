/* The older __sync_* family. */
#include <stdio.h>

int main(void)
{
	int v = 10;
	long l = -1;
	unsigned char c = 255;
	int *p = &v;

	printf("%d ", __sync_fetch_and_add(&v, 5));
	printf("%d ", __sync_add_and_fetch(&v, 5));
	printf("%d ", __sync_fetch_and_sub(&v, 30));
	printf("%d\n", v);
	printf("%ld ", __sync_and_and_fetch(&l, 0xff));
	printf("%ld ", __sync_fetch_and_or(&l, 0x100));
	printf("%ld ", __sync_xor_and_fetch(&l, 1));
	printf("%ld\n", __sync_fetch_and_nand(&l, 3));
	printf("%d ", __sync_add_and_fetch(&c, 2));
	printf("%d ", __sync_bool_compare_and_swap(&c, 1, 9));
	printf("%d ", __sync_bool_compare_and_swap(&c, 1, 8));
	printf("%d\n", __sync_val_compare_and_swap(&c, 9, 7));
	printf("%d ", __sync_bool_compare_and_swap(&p, &v, (int *)0));
	printf("%d\n", p == 0);
	printf("%d ", __sync_lock_test_and_set(&v, 1));
	__sync_synchronize();
	__sync_lock_release(&v);
	printf("%d %ld\n", v, l);
	return c;
}
