int main(void)
{
	volatile int x = 1;

	while (x < 1000) x++;
	return 0;
}
