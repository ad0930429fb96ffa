/* Entered twice, left early and by a jump, but used only while it lives. */
static int early(int n)
{
	for (int i = 0; i < n; i++) {
		int square = i * i;
		int *at = &square;

		if (*at > 10)
			return *at;
	}
	return 0;
}

int main(void)
{
	int sum = 0;
	int *outer = &sum;

again:
	{
		int inner = 3;
		int *kept = &inner;

		*kept += *outer;
		*outer = *kept;
		if (sum < 9)
			goto again;
	}
	return *outer - 9 + early(5) - 16;
}
