int main(void)
{
	volatile int n = 7;
	int v[n], i;

	for (i = 0; i < n; i++)
		v[i] = i;
	return v[0];
}
