int numbers[4];

int main(void)
{
	int *at = numbers;

	at += 3;
	at[1] = 1; // FINDING: out-of-bounds: just past variable numbers (16 bytes)
	return 0;
}
