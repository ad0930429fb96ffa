#include <string.h>

int main(void)
{
	char text[16] = "overlapping";
	void *(*volatile copy)(void *, const void *, size_t) = memmove;

	copy(text + 1, text, 8);
	return text[1] - 'o';
}
