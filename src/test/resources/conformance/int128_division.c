/* Quotients and remainders of all sizes and signs. */
#include <stdio.h>

typedef unsigned __int128 u128;
typedef __int128 s128;

static void show(u128 v)
{
	printf("%016lx%016lx ", (unsigned long)(v >> 64), (unsigned long)v);
}

int main(void)
{
	u128 values[] = { 1, 3, 10, 0xffffffffffffffffUL, (u128)1 << 64, ((u128)1 << 64) + 1,
		((u128)0x123456789UL << 80) + 99, (u128)-1, (u128)-7, (u128)1 << 127 };
	int i, j;

	for (i = 0; i < 10; i++)
		for (j = 0; j < 10; j++) {
			u128 a = values[i], b = values[j];

			show(a / b);
			show(a % b);
			if (!(i == 9 && j == 7)) {
				show((u128)((s128)a / (s128)b));
				show((u128)((s128)a % (s128)b));
			}
			printf("\n");
		}
	return (int)(values[6] / 1000 % 100);
}
