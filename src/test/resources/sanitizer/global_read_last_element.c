static int table[4] = { 1, 2, 3, 4 };
static volatile int at = 3;

int main(void)
{
	return table[at] - 4;
}
