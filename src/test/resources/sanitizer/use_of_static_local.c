static int *address(void)
{
	static int local = 42;
	int *volatile p = &local;

	return p;
}

int main(void)
{
	int *p = address();

	return *p - 42;
}
