struct triple {
	int first[4];
	int second[4];
	int third[4];
};

int main(void)
{
	struct triple t = { { 1, 2, 3, 4 }, { 5, 6, 7, 8 }, { 9 } };
	int index = -1;

	t.second[index] = 0; // FINDING: out-of-bounds: uses index -1 of an array of 4 elements
	return 0;
}
