int main(void)
{
	volatile int a = 2147483647, b = 1;
	int c = a + b; // FINDING: undefined-behaviour: 2147483647 + 1 does not fit in a signed type of 32 bits

	return c == 0;
}
