int main(void)
{
	volatile int a = 5, b = 1;

	return a / b - 5;
}
