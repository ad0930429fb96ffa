/* By index and by member, out of order, overridden, ranges, nested. */
#include <stdio.h>

struct options {
	int level;
	const char *name;
	struct {
		int low, high;
	} range;
	int table[4];
};

static const int sparse[] = { [2] = 20, 30, [7] = 70, [0] = 1 };
static const int ranges[10] = { [1 ... 3] = 5, [6 ... 8] = 9, [7] = 1 };
static const struct options defaults = {
	.table = { [3] = 33, [1] = 11 },
	.range.high = 100,
	.name = "default",
	.level = 2,
};

int main(void)
{
	struct options o = { .level = 1, .range = { 5, 6 }, .range.low = 4, .table[2] = 8 };
	struct options list[2] = { [1] = { 7, "list" }, [0].name = "first" };
	unsigned int i;

	for (i = 0; i < sizeof(sparse) / sizeof(*sparse); i++)
		printf("%d ", sparse[i]);
	for (i = 0; i < 10; i++)
		printf("%d ", ranges[i]);
	printf("\n%d %s %d %d %d %d\n", defaults.level, defaults.name, defaults.range.low,
	       defaults.range.high, defaults.table[1], defaults.table[3]);
	printf("%d %d %d %d %d\n", o.level, o.name == 0, o.range.low, o.range.high, o.table[2]);
	printf("%s %s %d %d\n", list[0].name, list[1].name, list[1].level, list[0].level);
	return sizeof(sparse) / sizeof(*sparse);
}
