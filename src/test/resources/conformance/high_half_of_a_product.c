/* Multiply-high by 128-bit product and by four 32-bit ones give the same. */
#include <stdint.h>
#include <stdio.h>

static uint64_t by_wide(uint64_t a, uint64_t b)
{
	return (unsigned __int128)a * b >> 64;
}

static uint64_t by_parts(uint64_t a, uint64_t b)
{
	uint64_t al = (uint32_t)a, ah = a >> 32, bl = (uint32_t)b, bh = b >> 32;
	uint64_t mid = ah * bl + (al * bl >> 32);
	uint64_t mid2 = al * bh + (uint32_t)mid;

	return ah * bh + (mid >> 32) + (mid2 >> 32);
}

int main(void)
{
	uint64_t x = 0x9e3779b97f4a7c15u, sum = 0;
	int i, equal = 0;

	for (i = 0; i < 200; i++) {
		uint64_t y = x * 0xbf58476d1ce4e5b9u ^ x >> 31;

		equal += by_wide(x, y) == by_parts(x, y);
		sum ^= by_wide(x, y);
		x += 0x9e3779b97f4a7c15u;
	}
	printf("%d %lx\n", equal, sum);
	printf("%ld\n", (long)((__int128)-5000000000L * 5000000000L >> 64));
	return equal;
}
