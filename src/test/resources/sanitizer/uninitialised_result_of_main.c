static int nothing(int x)
{
	int r;

	if (x > 100)
		r = 1;
	return r;
}

int main(void)
{
	int v = nothing(5);

	return v ? 1 : 0; // FINDING: uninitialised-read: returns a value that was never initialised
}
