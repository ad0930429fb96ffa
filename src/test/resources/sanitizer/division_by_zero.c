int main(void)
{
	volatile int a = 5, b = 0;

	return a / b; // FINDING: undefined-behaviour: zero
}
