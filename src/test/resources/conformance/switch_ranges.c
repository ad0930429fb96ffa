/* GNU case ranges. */
#include <stdio.h>

static int kind(int c)
{
	switch (c) {
	case '0' ... '9':
		return 1;
	case 'a' ... 'f':
	case 'A' ... 'F':
		return 2;
	case 'g' ... 'z':
		return 3;
	case -100 ... -1:
		return 4;
	case 1000 ... 2000000:
		return 5;
	}
	return 0;
}

int main(void)
{
	const char *s = "0x7fGz ?";
	int i;

	for (i = 0; s[i]; i++)
		printf("%d", kind(s[i]));
	printf(" %d %d %d %d\n", kind(-100), kind(-101), kind(1000), kind(2000001));
	return kind(1999999) * 10 + kind('9');
}
