#include <string.h>

int main(void)
{
	char text[16] = "overlapping";
	void *(*volatile copy)(void *, const void *, size_t) = memcpy;

	copy(text + 1, text, 8); // FINDING: undefined-behaviour: memmove
	return 0;
}
