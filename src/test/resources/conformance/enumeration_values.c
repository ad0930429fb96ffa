/* Values go on from the last one given; enums mix with integers. */
#include <stdio.h>

enum colour { RED, GREEN = 5, BLUE, DARK = BLUE * 2, LAST = -1, NEXT };
enum big { SMALL = 1, LARGE = 0xfffffffful };

static const char *name(enum colour c)
{
	switch (c) {
	case RED:
		return "red";
	case GREEN:
		return "green";
	case BLUE:
		return "blue";
	case DARK:
		return "dark";
	case LAST:
		return "last";
	}
	return "none";
}

int main(void)
{
	enum colour c;
	int table[DARK + 1] = { [RED] = 1, [GREEN] = 2, [DARK] = 3 };

	printf("%d %d %d %d %d %d\n", RED, GREEN, BLUE, DARK, LAST, NEXT);
	for (c = RED; c <= DARK; c++)
		printf("%s ", name(c));
	printf("\n%s\n", name(LAST));
	printf("%lx %zu\n", (unsigned long)LARGE, sizeof(enum colour));
	printf("%d %d %d\n", table[GREEN], table[BLUE], table[DARK]);
	return BLUE + NEXT;
}
