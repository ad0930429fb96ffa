/* Which of two types wins, seen by its consequences. */
#include <stdio.h>

int main(void)
{
	int minus = -1;
	unsigned int one = 1;
	long big = -1;
	unsigned long huge = 1;
	unsigned char byte = 200;

	printf("%d\n", minus < one);
	printf("%d\n", big < one);
	printf("%d\n", big < huge);
	printf("%d\n", minus < byte);
	printf("%u\n", minus + one);
	printf("%ld\n", big + one);
	printf("%lu\n", minus * huge);
	printf("%ld\n", (long)(minus / one));
	printf("%ld\n", (long)minus / (long)one);
	printf("%zu %zu %zu\n", sizeof(minus + big), sizeof(one + byte), sizeof(1 ? minus : big));
	printf("%f\n", minus + 0.5f + one);
	printf("%f\n", (double)(minus + one) + 0.25);
	return 0;
}
