#include <stdio.h>

int main(void)
{
	static char block[1 << 20];

	for (;;)
		fwrite(block, 1, sizeof(block), stdout); // FINDING: did-not-finish: bytes of output
}
