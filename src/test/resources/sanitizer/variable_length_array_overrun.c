int main(void)
{
	volatile int n = 7;
	int v[n], i;

	for (i = 0; i <= n; i++)
		v[i] = i; // FINDING: out-of-bounds: uses index 7 of an array of 7 elements
	return v[0];
}
