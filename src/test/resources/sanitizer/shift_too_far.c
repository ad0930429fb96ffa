int main(void)
{
	volatile int a = 1, n = 32;

	return (unsigned int)a << n ? 1 : 0; // FINDING: undefined-behaviour: shift
}
