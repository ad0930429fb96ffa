/* Fall-through, default in the middle, declarations and breaks in loops. */
#include <stdio.h>

static int flow(int n)
{
	int r = 0;

	switch (n) {
	case 1:
		r += 1;
		/* fall through */
	case 2:
		r += 10;
		break;
	default:
		r += 100;
		/* fall through */
	case 3:
	case 4:
		r += 1000;
		if (n > 6)
			break;
		r += 5;
	}
	return r;
}

int main(void)
{
	int i, sum = 0;

	for (i = 0; i < 9; i++) {
		printf("%d ", flow(i));
		switch (i & 1) {
		case 0:
			continue;
		}
		sum += i;
	}
	printf("%d\n", sum);
	switch (sum) {
		int hidden;
	case 16:
		hidden = sum * 2;
		printf("%d\n", hidden);
		break;
	}
	switch (3)
	default:
		puts("only");
	return sum;
}
