#include <string.h>

int main(void)
{
	char from[8] = "1234567", to[16];
	volatile int n = 9;

	memcpy(to, from, n); // FINDING: out-of-bounds: reads 9 bytes
	return to[0];
}
