/* Powers of two, reversal, interleaving, absolute value and sign without branches. */
#include <stdint.h>
#include <stdio.h>

static uint32_t reverse(uint32_t v)
{
	v = (v >> 1 & 0x55555555) | (v & 0x55555555) << 1;
	v = (v >> 2 & 0x33333333) | (v & 0x33333333) << 2;
	v = (v >> 4 & 0x0f0f0f0f) | (v & 0x0f0f0f0f) << 4;
	v = (v >> 8 & 0x00ff00ff) | (v & 0x00ff00ff) << 8;
	return v >> 16 | v << 16;
}

static uint32_t up(uint32_t v)
{
	v--;
	v |= v >> 1;
	v |= v >> 2;
	v |= v >> 4;
	v |= v >> 8;
	v |= v >> 16;
	return v + 1;
}

static uint64_t spread(uint32_t x)
{
	uint64_t v = x;

	v = (v | v << 16) & 0x0000ffff0000ffff;
	v = (v | v << 8) & 0x00ff00ff00ff00ff;
	v = (v | v << 4) & 0x0f0f0f0f0f0f0f0f;
	v = (v | v << 2) & 0x3333333333333333;
	return (v | v << 1) & 0x5555555555555555;
}

static int count(uint32_t v)
{
	v -= v >> 1 & 0x55555555;
	v = (v & 0x33333333) + (v >> 2 & 0x33333333);
	return (int)(((v + (v >> 4)) & 0x0f0f0f0f) * 0x01010101 >> 24);
}

static int absolute(int x)
{
	int mask = x >> 31;

	return (x + mask) ^ mask;
}

static uint32_t root(uint32_t x)
{
	uint32_t r = 0, bit = 1u << 30;

	for (; bit; bit >>= 2)
		if (x >= r + bit) {
			x -= r + bit;
			r = (r >> 1) + bit;
		} else {
			r >>= 1;
		}
	return r;
}

int main(void)
{
	uint32_t v = 1, sum = 0;
	int i;

	for (i = 0; i < 20; i++) {
		printf("%08x %u %016lx %d %d %u\n", reverse(v), up(v & 0xffff), (unsigned long)spread(v), count(v),
		       absolute((int)v % 1000), root(v));
		sum += reverse(v) ^ count(v);
		v = v * 1664525 + 1013904223;
	}
	printf("%d %d\n", (v & (v - 1)) == 0, (int)(v ^ 5) < 0);
	return sum & 0xff;
}
