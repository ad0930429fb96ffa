int main(void)
{
	int before = 1, v[3], after = 2, i;

	for (i = 0; i < 4; i++)
		v[i] = i; // FINDING: out-of-bounds: uses index 3 of an array of 3 elements
	return before + after + v[0];
}
