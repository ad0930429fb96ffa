/* char, short and bool are cut and extended at calls. */
#include <stdbool.h>
#include <stdio.h>

static char to_char(int x)
{
	return x;
}
static unsigned char to_uchar(int x)
{
	return x;
}
static short to_short(long x)
{
	return x;
}
static unsigned short to_ushort(long x)
{
	return x;
}
static bool to_bool(int x)
{
	return x & 4;
}
static int from(char a, unsigned char b, short c, unsigned short d, bool e)
{
	return a + b * 2 + c * 3 + d * 5 + e * 7;
}

int main(void)
{
	int (*volatile f)(char, unsigned char, short, unsigned short, bool) = from;

	printf("%d %d %d %d\n", to_char(300), to_uchar(300), to_char(200), to_uchar(-1));
	printf("%d %d %d %d\n", to_short(70000), to_ushort(70000), to_short(-40000), to_ushort(-1));
	printf("%d %d\n", to_bool(12), to_bool(8));
	printf("%d\n", from(1000, 1000, 100000, 100000, 1000));
	printf("%d\n", f(-1, -1, -1, -1, -1));
	return to_uchar(f(1, 2, 3, 4, 5));
}
