static int *address(void)
{
	int local = 42;
	int *volatile p = &local;

	return p;
}

int main(void)
{
	int *p = address();

	return *p; // FINDING: use-after-return: reads 4 bytes
}
