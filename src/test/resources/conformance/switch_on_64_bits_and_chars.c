/* The controlling value is not cut to int. */
#include <stdio.h>

static int wide(unsigned long v)
{
	switch (v) {
	case 1:
		return 1;
	case 0x100000001:
		return 2;
	case 0xffffffffffffffff:
		return 3;
	case 0xffffffff:
		return 4;
	}
	return 0;
}

static int narrow(signed char c)
{
	switch (c) {
	case -1:
		return 1;
	case 127:
		return 2;
	case -128:
		return 3;
	case 'x':
		return 4;
	default:
		return 0;
	}
}

static int very_wide(unsigned __int128 v)
{
	switch (v) {
	case 5:
		return 1;
	case (unsigned __int128)5 << 64:
		return 2;
	}
	return 0;
}

int main(void)
{
	printf("%d%d%d%d%d\n", wide(1), wide(0x100000001), wide(-1), wide(0xffffffff), wide(0x200000001));
	printf("%d%d%d%d%d\n", narrow(-1), narrow(127), narrow(-128), narrow('x'), narrow(255 - 256));
	printf("%d%d%d\n", very_wide(5), very_wide((unsigned __int128)5 << 64), very_wide(6));
	return wide((unsigned long)-1);
}
