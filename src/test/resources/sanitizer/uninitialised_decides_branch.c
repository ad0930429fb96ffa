int main(void)
{
	int x, y = 3;

	if (y == 4)
		x = 1;
	if (x) // FINDING: uninitialised-read: branch
		return 1;
	return 0;
}
