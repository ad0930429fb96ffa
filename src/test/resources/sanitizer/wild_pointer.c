#include <stdint.h>

int main(void)
{
	int *volatile p = (int *)(uintptr_t)0x123456789000;

	return *p; // FINDING: wild-pointer: nothing is mapped
}
