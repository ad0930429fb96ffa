/* A jump table, with and without default. */
#include <stdio.h>

static const char *day(int d)
{
	switch (d) {
	case 0:
		return "sun";
	case 1:
		return "mon";
	case 2:
		return "tue";
	case 3:
		return "wed";
	case 4:
		return "thu";
	case 5:
		return "fri";
	case 6:
		return "sat";
	default:
		return "?";
	}
}

static int score(int c)
{
	int s = -1;

	switch (c) {
	case 10:
		s = 5;
		break;
	case 11:
		s = 50;
		break;
	case 12:
		s = 500;
		break;
	case 14:
		s = 5000;
	}
	return s;
}

int main(void)
{
	int i, sum = 0;

	for (i = -2; i < 9; i++)
		printf("%s ", day(i));
	printf("\n");
	for (i = 8; i < 17; i++)
		sum += score(i);
	printf("%d\n", sum);
	return day(3)[1];
}
