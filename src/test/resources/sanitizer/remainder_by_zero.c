int main(void)
{
	volatile unsigned long a = 5, b = 0;

	return (int)(a % b); // FINDING: division-by-zero: divides 5 by zero
}
