/* while, do, for, missing parts, continue and break at several depths. */
#include <stdio.h>

int main(void)
{
	int i = 0, j, total = 0;
	unsigned int u;

	while (i < 5)
		total += i++;
	do
		total += 100;
	while (i-- > 3);
	for (;;) {
		if (++i > 20)
			break;
		if (i % 3)
			continue;
		total += i;
	}
	for (i = 0, j = 10; i < j; i += 2, j--)
		total += i * j;
	for (u = 5; u-- > 0;)
		total += u;
	for (int k = 0; k < 4; k++)
		for (int l = k; l < 4; l++) {
			if (l == 2)
				continue;
			if (k == 2)
				break;
			total += k * 10 + l;
		}
	while (0)
		total = -1;
	do {
		total++;
	} while (0);
	printf("%d %d %d\n", total, i, j);
	for (i = 0; i < 3; i++) {
		int i = 50;

		printf("%d ", i++);
	}
	printf("%d\n", i);
	return total & 0xff;
}
