/* Both arms are brought to a common type before one is chosen. */
#include <stdio.h>

int main(void)
{
	int yes = 1, no = 0;
	unsigned int u = 1;
	signed char c = -1;
	short s = -2;
	int values[] = { 1, 2 };
	int *p = values;

	printf("%d\n", (yes ? -1 : u) > 0);
	printf("%d\n", (yes ? c : s) < 0);
	printf("%f\n", yes ? 1 : 2.5);
	printf("%zu\n", sizeof(no ? c : 1L));
	printf("%d\n", *(no ? 0 : p));
	printf("%d\n", yes ? no ? 1 : 2 : 3);
	printf("%d\n", no ? 1 : no ? 2 : 3);
	printf("%d\n", yes ?: 7);
	printf("%d\n", no ?: 7);
	(yes ? values : values + 1)[0] = 40;
	printf("%d %d\n", values[0], values[1]);
	return (no ? 1 : yes ? 2 : 3) + values[0];
}
