#include <stdio.h>

int main(void)
{
	char text[5];

	return sprintf(text, "%05d", 42); // FINDING: out-of-bounds: writes 6 bytes
}
