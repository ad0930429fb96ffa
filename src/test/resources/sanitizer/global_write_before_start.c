static short values[8];
static volatile int at = -1;

int main(void)
{
	values[at] = 1; // FINDING: out-of-bounds: uses index -1 of an array of 8 elements
	return 0;
}
