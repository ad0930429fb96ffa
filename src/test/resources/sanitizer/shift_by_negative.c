int main(void)
{
	volatile long a = 1, n = -1;

	return a >> n ? 1 : 0; // FINDING: undefined-behaviour: shift
}
