/* Order within an array, equality with null and with one past the end. */
#include <stddef.h>
#include <stdio.h>

int main(void)
{
	int a[5] = { 1, 2, 3, 4, 5 };
	int *low = a, *high = a + 5, *none = NULL;
	void *v = &a[2];
	int sum = 0;

	while (low < high)
		if ((sum += *low++) > 5)
			high--;
	printf("%d %ld\n", sum, (long)(low - a));
	printf("%d %d %d\n", none == 0, !none, none != a);
	printf("%d %d %d\n", v == a + 2, v > (void *)a, (char *)v == (char *)(a + 2));
	printf("%d %d\n", &a[5] == a + 5, a + 1 <= a);
	printf("%d\n", (none ? 1 : 2) + (v ? 10 : 20));
	for (high = a + 5; high != a;)
		sum = sum * 2 + *--high;
	return sum & 0xff;
}
