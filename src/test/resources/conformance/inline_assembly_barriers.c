/* Empty assembly that only stops the compiler. */
#include <stdio.h>

#define barrier() __asm__ __volatile__("" : : : "memory")
#define hide(x) __asm__("" : "=r"(x) : "0"(x))

static int global;

int main(void)
{
	int i, x = 5;
	unsigned long l = 1;

	for (i = 0; i < 10; i++) {
		global += i;
		barrier();
		x += global;
		hide(x);
	}
	__asm__ volatile("" : "+r"(l));
	l = l << 33;
	__asm__ volatile("" : : "r"(l) : "memory");
	__asm__ volatile("" : "+m"(global));
	printf("%d %d %lu\n", global, x, l);
	return x & 0xff;
}
