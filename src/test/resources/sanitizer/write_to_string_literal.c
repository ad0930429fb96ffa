int main(void)
{
	char *volatile text = "literal";

	text[0] = 'L'; // FINDING: write-to-constant: writes 1 byte
	return 0;
}
