int main(void)
{
	int (*volatile f)(void) = 0;

	return f(); // FINDING: null-pointer: calls a function
}
