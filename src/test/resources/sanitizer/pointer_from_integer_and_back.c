#include <stdint.h>

int main(void)
{
	int x = 3;
	uintptr_t u = (uintptr_t)&x;
	int *volatile p = (int *)(u ^ 0xffff);

	p = (int *)((uintptr_t)p ^ 0xffff);
	return *p - 3;
}
