#include <stdlib.h>

int main(void)
{
	char *buffer = malloc(10);
	int numbers[4] = { 0 }, by = 6;
	int *first = numbers;
	char *far = buffer + 12; // FINDING: undefined-behaviour: 2 bytes past malloc object 1 (10 bytes)
	int *before = first - 1; // FINDING: undefined-behaviour: 4 bytes before local variable numbers
	int *behind = first + by; // FINDING: undefined-behaviour: 8 bytes past local variable numbers

	free(buffer);
	return far == 0 || before == behind;
}
