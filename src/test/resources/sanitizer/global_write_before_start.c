static short values[8];
static volatile int at = -1;

int main(void)
{
	values[at] = 1; // FINDING: out-of-bounds: 2 bytes before variable values
	return 0;
}
