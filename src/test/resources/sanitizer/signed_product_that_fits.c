int main(void)
{
	volatile long a = 3000000000L;
	long c = a * a;

	return c == 0;
}
