/* Cases far apart, negative, in no order. */
#include <limits.h>
#include <stdio.h>

static int classify(int v)
{
	switch (v) {
	case 1000000:
		return 1;
	case -1:
		return 2;
	case INT_MAX:
		return 3;
	case 0:
		return 4;
	case INT_MIN:
		return 5;
	case 77:
		return 6;
	case -1000000:
		return 7;
	}
	return 0;
}

int main(void)
{
	static const int v[] = { 0, -1, 1, 77, 78, 1000000, -1000000, INT_MAX, INT_MIN, INT_MAX - 1 };
	int i, sum = 0;

	for (i = 0; i < 10; i++) {
		printf("%d ", classify(v[i]));
		sum = sum * 2 + classify(v[i]);
	}
	printf("\n");
	return sum & 0xff;
}
