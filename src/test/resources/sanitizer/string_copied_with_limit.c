#include <stdio.h>

int main(void)
{
	char text[4] = { 'a', 'b', 'c', 'd' };

	printf("%.4s\n", text);
	return 0;
}
