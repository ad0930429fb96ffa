static int table[4] = { 1, 2, 3, 4 };
static volatile int at = 4;

int main(void)
{
	return table[at]; // FINDING: out-of-bounds: uses index 4 of an array of 4 elements
}
