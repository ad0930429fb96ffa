int main(void)
{
	int table[4] = { 1, 2, 3, 4 };
	int i;
	int *volatile p = &i;

	*p = 5;
	return table[i & 3] - 2;
}
