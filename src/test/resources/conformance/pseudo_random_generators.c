/* Linear congruential, xorshift, splitmix, xoshiro, PCG, and a lagged sum. */
#include <stdint.h>
#include <stdio.h>

static uint64_t splitmix(uint64_t *s)
{
	uint64_t z = *s += 0x9e3779b97f4a7c15;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return z ^ z >> 31;
}

static uint64_t rol(uint64_t x, int k)
{
	return x << k | x >> (64 - k);
}

static uint64_t xoshiro(uint64_t s[4])
{
	uint64_t r = rol(s[1] * 5, 7) * 9, t = s[1] << 17;

	s[2] ^= s[0];
	s[3] ^= s[1];
	s[1] ^= s[2];
	s[0] ^= s[3];
	s[2] ^= t;
	s[3] = rol(s[3], 45);
	return r;
}

static uint32_t pcg(uint64_t *s)
{
	uint64_t old = *s;
	uint32_t x = (uint32_t)((old >> 18 ^ old) >> 27), r = old >> 59;

	*s = old * 6364136223846793005 + 1442695040888963407;
	return x >> r | x << (-r & 31);
}

int main(void)
{
	uint64_t a = 42, s[4], p = 1, sum = 0;
	uint32_t lag[17], i, j = 0, k = 10;

	for (i = 0; i < 4; i++)
		s[i] = splitmix(&a);
	for (i = 0; i < 17; i++)
		lag[i] = (uint32_t)splitmix(&a);
	for (i = 0; i < 500; i++) {
		uint64_t x = xoshiro(s) ^ splitmix(&a) ^ (uint64_t)pcg(&p) << 32;

		lag[j] += lag[k];
		sum = rol(sum, 9) + x + lag[j];
		j = (j + 1) % 17;
		k = (k + 1) % 17;
		if (i % 100 == 0)
			printf("%016lx %016lx\n", (unsigned long)x, (unsigned long)sum);
	}
	printf("%.15f\n", (sum >> 11) * 0x1.0p-53);
	return (int)(sum % 255);
}
