int main(void)
{
	int numbers[4] = { 0 };

	return numbers[-1]; // FINDING: out-of-bounds: uses an index that its array does not have
}
