#include <stdio.h>

int main(void)
{
	char text[8];

	text[0] = 'a';
	text[2] = 0;
	puts(text); // FINDING: uninitialised-read: never written
	return 0;
}
