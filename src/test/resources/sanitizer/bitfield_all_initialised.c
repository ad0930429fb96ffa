struct flags {
	unsigned int a : 3, b : 5, c : 4;
};

int main(void)
{
	struct flags f;

	f.a = 5;
	f.c = 2;
	f.b = 0;
	if (f.a != 5 || f.c != 2)
		return 1;
	if (f.b == 1)
		return 2;
	return 0;
}
