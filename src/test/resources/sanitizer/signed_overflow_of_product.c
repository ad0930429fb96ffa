int main(void)
{
	volatile long a = 4000000000L;
	long c = a * a; // FINDING: undefined-behaviour: does not fit in a signed type of 64 bits

	return c == 0;
}
