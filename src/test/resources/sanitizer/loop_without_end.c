int main(void)
{
	volatile int x = 1;

	while (x) x++; // FINDING: did-not-finish: instructions
	return 0;
}
