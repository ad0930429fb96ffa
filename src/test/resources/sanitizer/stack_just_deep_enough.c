static int deep(int n)
{
	char room[4096];

	room[n % 4096] = 1;
	return n ? deep(n - 1) + room[n % 4096] : 0;
}

int main(void)
{
	return deep(1000) - 1000;
}
