int main(void)
{
	volatile int a = 1, n = 31;

	return (unsigned int)a << n ? 0 : 1;
}
