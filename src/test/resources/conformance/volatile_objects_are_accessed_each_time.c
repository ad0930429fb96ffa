/* Volatile reads and writes of several widths, also through pointers. */
#include <stdio.h>

static volatile int ticks;
static volatile unsigned char device[4];

struct mixed {
	volatile short v;
	int plain;
};

int main(void)
{
	volatile long *p;
	volatile long l = 5;
	struct mixed m = { 1, 2 };
	int i;

	for (i = 0; i < 10; i++)
		ticks++;
	ticks += ticks;
	device[1] = 0xab;
	device[1] |= device[1] >> 4;
	p = &l;
	*p = *p * *p + *p;
	m.v += 7;
	m.plain += m.v;
	printf("%d %x %ld %d %d\n", ticks, device[1], l, m.v, m.plain);
	return ticks;
}
