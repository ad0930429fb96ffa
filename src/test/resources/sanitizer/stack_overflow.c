static int deep(int n)
{
	char room[4096];

	room[n % 4096] = 1;
	return deep(n + 1) + room[n % 4096]; // FINDING: stack-overflow: stack
}

int main(void)
{
	return deep(0);
}
