static int name(int k)
{
	switch (k) {
	case 0:
		return 1;
	case 1:
		return 2;
	}
	__builtin_unreachable();
}

int main(void)
{
	volatile int k = 1;

	return name(k) - 2;
}
