/* Quotient and remainder for all signs: (a/b)*b + a%b == a. */
#include <stdio.h>

int main(void)
{
	static const long values[] = { 0, 1, -1, 7, -7, 13, -13, 1000000007, -1000000007 };
	int i, j, good = 0;

	for (i = 0; i < 9; i++)
		for (j = 1; j < 9; j++) {
			long a = values[i], b = values[j];

			printf("%ld/%ld=%ld r %ld\n", a, b, a / b, a % b);
			printf("%d %d\n", (int)a / (int)b, (int)a % (int)b);
			printf("%d\n", (signed char)a / (short)b);
			good += a / b * b + a % b == a;
		}
	return good;
}
