int main(void)
{
	volatile int a = 2147483647, b = 1;
	int c = a + b; // FINDING: undefined-behaviour: overflow

	return c == 0;
}
