int main(void)
{
	static int words[4];
	int *between = (int *)((char *)words + 2);

	return __sync_fetch_and_add(between, 1); // FINDING: misaligned-access: writes 4 bytes
}
