/* All six relations on values that differ in sign or only as unsigned. */
#include <stdio.h>

#define SHOW(a, b) printf("%d%d%d%d%d%d ", (a) < (b), (a) <= (b), (a) > (b), (a) >= (b), (a) == (b), (a) != (b))

int main(void)
{
	int i[] = { 0, 1, -1, 2147483647, -2147483647 - 1 };
	long l[] = { 0, 1, -1, 9223372036854775807L, -9223372036854775807L - 1 };
	signed char c[] = { 0, 1, -1, 127, -128 };
	int a, b;

	for (a = 0; a < 5; a++) {
		for (b = 0; b < 5; b++) {
			SHOW(i[a], i[b]);
			SHOW((unsigned int)i[a], (unsigned int)i[b]);
			SHOW(l[a], l[b]);
			SHOW((unsigned long)l[a], (unsigned long)l[b]);
			SHOW(c[a], c[b]);
			SHOW((unsigned char)c[a], (unsigned char)c[b]);
		}
		printf("\n");
	}
	return 0;
}
