int main(void)
{
	volatile int a = 5, b = 0;

	return a / b; // FINDING: division-by-zero: divides 5 by zero
}
