int main(void)
{
	volatile int a = -2147483647 - 1, b = -1;

	return a / b; // FINDING: undefined-behaviour: divides -2147483648 by -1
}
