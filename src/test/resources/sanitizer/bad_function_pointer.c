int main(void)
{
	static int data = 5;
	int (*volatile f)(void) = (int (*)(void))(void *)&data;

	return f(); // FINDING: bad-function-pointer: variable main.data
}
