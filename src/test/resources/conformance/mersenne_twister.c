/* 624 words of state, tempered. */
#include <stdint.h>
#include <stdio.h>

static uint32_t state[624];
static int at = 624;

static void seed(uint32_t s)
{
	int i;

	state[0] = s;
	for (i = 1; i < 624; i++)
		state[i] = 1812433253u * (state[i - 1] ^ state[i - 1] >> 30) + i;
}

static uint32_t next(void)
{
	uint32_t y;
	int i;

	if (at >= 624) {
		for (i = 0; i < 624; i++) {
			y = (state[i] & 0x80000000u) | (state[(i + 1) % 624] & 0x7fffffffu);
			state[i] = state[(i + 397) % 624] ^ y >> 1 ^ (y & 1 ? 0x9908b0dfu : 0);
		}
		at = 0;
	}
	y = state[at++];
	y ^= y >> 11;
	y ^= y << 7 & 0x9d2c5680u;
	y ^= y << 15 & 0xefc60000u;
	return y ^ y >> 18;
}

int main(void)
{
	uint32_t x = 0;
	int i;

	seed(5489);
	for (i = 0; i < 5; i++)
		printf("%u\n", next());
	for (; i < 1500; i++)
		x = next();
	printf("%u\n", x);
	return x & 0xff;
}
