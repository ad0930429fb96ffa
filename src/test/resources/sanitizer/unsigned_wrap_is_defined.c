int main(void)
{
	volatile unsigned int a = 4294967295u, b = 1;
	unsigned int c = a + b;

	return (int)c;
}
