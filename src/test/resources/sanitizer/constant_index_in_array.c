int main(void)
{
	int numbers[4] = { 0 };
	int *past = &numbers[4];

	return numbers[3] + past[-1];
}
