struct flags {
	unsigned int a : 3, b : 5, c : 4;
};

int main(void)
{
	struct flags f;

	f.a = 5;
	f.c = 2;
	if (f.a != 5 || f.c != 2)
		return 1;
	if (f.b == 1) // FINDING: uninitialised-read: branch
		return 2;
	return 0;
}
