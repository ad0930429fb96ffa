int main(void)
{
	volatile int n = 7;
	int v[n], i;

	for (i = 0; i <= n; i++)
		v[i] = i; // FINDING: out-of-bounds: writes 4 bytes
	return v[0];
}
