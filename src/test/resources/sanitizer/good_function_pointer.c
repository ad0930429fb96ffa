static int zero(void)
{
	return 0;
}

int main(void)
{
	int (*volatile f)(void) = zero;

	return f();
}
