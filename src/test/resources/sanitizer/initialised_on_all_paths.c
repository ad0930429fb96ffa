int main(void)
{
	int x, y = 3;

	if (y == 4)
		x = 1;
	else
		x = 0;
	if (x)
		return 1;
	return 0;
}
