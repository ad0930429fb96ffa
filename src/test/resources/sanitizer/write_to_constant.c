static const int limit = 10;

int main(void)
{
	int *volatile p = (int *)&limit;

	*p = 11; // FINDING: write-to-constant: variable limit
	return limit;
}
