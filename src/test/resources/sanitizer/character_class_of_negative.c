#include <ctype.h>

int main(void)
{
	volatile char c = (char)0xe4;

	return isalpha(c); // FINDING: undefined-behaviour: isalpha(-28)
}
