static int sum(const int *v, int n)
{
	int i, s = 0;

	for (i = 0; i < n; i++)
		s += v[i];
	return s;
}

int main(void)
{
	int v[5] = { 1, 2, 3, 4, 5 };

	return sum(v, 5);
}
