#include <string.h>

int main(void)
{
	const char *volatile text = 0;

	return (int)strlen(text); // FINDING: null-pointer: reads 1 byte
}
