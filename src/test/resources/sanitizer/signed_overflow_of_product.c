int main(void)
{
	volatile long a = 4000000000L;
	long c = a * a; // FINDING: undefined-behaviour: overflow

	return c == 0;
}
