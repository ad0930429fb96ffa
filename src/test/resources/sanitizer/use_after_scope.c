int main(void)
{
	int *kept;

	{
		int inner = 3;

		kept = &inner;
		*kept += 1;
	}
	return *kept; // FINDING: use-after-scope: local variable inner of main (4 bytes), whose block has been left
}
