// SPDX-License-Identifier: MIT
/* Integer code for InterpreterBenchmark: loops, arrays, calls, arithmetic. */

static unsigned char composite[20000];

int sieve(void)
{
	int count = 0;

	for (int i = 0; i < 20000; i++)
		composite[i] = 0;
	for (int i = 2; i < 20000; i++) {
		if (composite[i])
			continue;
		count++;
		for (int k = i + i; k < 20000; k += i)
			composite[k] = 1;
	}
	return count;
}

static unsigned int crc_byte(unsigned int crc, unsigned char byte)
{
	crc ^= byte;
	for (int bit = 0; bit < 8; bit++)
		crc = crc & 1 ? crc >> 1 ^ 0xedb88320u : crc >> 1;
	return crc;
}

unsigned int crc(void)
{
	unsigned int crc = ~0u;

	for (int i = 0; i < 4000; i++)
		crc = crc_byte(crc, i * 7);
	return ~crc;
}

int sort(void)
{
	int values[400];
	unsigned int seed = 1;

	for (int i = 0; i < 400; i++) {
		seed = seed * 1103515245u + 12345u;
		values[i] = seed >> 8;
	}
	for (int i = 1; i < 400; i++)
		for (int k = i; k > 0 && values[k - 1] > values[k]; k--) {
			int other = values[k];

			values[k] = values[k - 1];
			values[k - 1] = other;
		}
	return values[0] ^ values[399];
}

long collatz(void)
{
	long longest = 0;

	for (long start = 1; start < 1000; start++) {
		long steps = 0;

		for (unsigned long n = start; n != 1; n = n % 2 ? 3 * n + 1 : n / 2)
			steps++;
		if (steps > longest)
			longest = steps;
	}
	return longest;
}
