/* Copies, arguments, results and arrays of structs with fields. */
#include <stdio.h>

struct date {
	unsigned int day : 5, month : 4, year : 12;
};

static struct date next_month(struct date d)
{
	if (++d.month > 12) {
		d.month = 1;
		d.year++;
	}
	return d;
}

static int days(const struct date *d)
{
	return d->year * 372 + d->month * 31 + d->day;
}

int main(void)
{
	struct date d = { 31, 11, 2024 }, all[3];
	struct date const *latest = all;
	int i;

	for (i = 0; i < 3; i++) {
		all[i] = d;
		d = next_month(d);
	}
	for (i = 0; i < 3; i++) {
		printf("%u-%02u-%02u\n", all[i].year, all[i].month, all[i].day);
		if (days(&all[i]) > days(latest))
			latest = &all[i];
	}
	printf("%d %zu\n", days(latest), sizeof(struct date));
	return latest->month;
}
