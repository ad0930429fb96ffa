#include <stdint.h>

int main(void)
{
	int *volatile p = (int *)(uintptr_t)0x4141414141414141;

	return *p; // FINDING: wild-pointer: no address
}
