int main(void)
{
	int table[4] = { 1, 2, 3, 4 };
	int i;
	int *volatile p = &i;

	return p && table[i & 3]; // FINDING: uninitialised-read: address
}
