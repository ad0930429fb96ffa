int main(void)
{
	int *volatile p = 0;

	*p = 1; // FINDING: null-pointer: writes 4 bytes
	return 0;
}
