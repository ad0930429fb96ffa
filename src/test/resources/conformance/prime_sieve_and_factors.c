/* Eratosthenes in bits, trial division, Miller-Rabin by 128-bit products. */
#include <stdint.h>
#include <stdio.h>

static uint64_t bits[2000 / 64 + 1];

static uint64_t mulmod(uint64_t a, uint64_t b, uint64_t m)
{
	return (uint64_t)((unsigned __int128)a * b % m);
}

static uint64_t powmod(uint64_t b, uint64_t e, uint64_t m)
{
	uint64_t r = 1;

	for (b %= m; e; e >>= 1, b = mulmod(b, b, m))
		if (e & 1)
			r = mulmod(r, b, m);
	return r;
}

static int is_prime(uint64_t n)
{
	static const int bases[] = { 2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37 };
	uint64_t d = n - 1, x;
	int i, j, s = 0;

	while (!(d & 1))
		d >>= 1, s++;
	for (i = 0; i < 12; i++) {
		if (n % bases[i] == 0)
			return n == (uint64_t)bases[i];
		x = powmod(bases[i], d, n);
		if (x == 1 || x == n - 1)
			continue;
		for (j = 1; j < s && x != n - 1; j++)
			x = mulmod(x, x, n);
		if (x != n - 1)
			return 0;
	}
	return 1;
}

int main(void)
{
	uint64_t big[] = { 18446744073709551557u, 18446744073709551556u - 5, 1000000007, 4759123141, 341550071728321 };
	unsigned long n = 9999999900000001ul;
	int i, j, count = 0;

	for (i = 2; i < 2000; i++) {
		if (bits[i / 64] >> i % 64 & 1)
			continue;
		count++;
		for (j = i * i; j < 2000; j += i)
			bits[j / 64] |= 1ull << j % 64;
	}
	printf("%d\n", count);
	for (n = 600851475143, i = 2; n > 1; i++)
		while (n % i == 0) {
			printf("%d ", i);
			n /= i;
		}
	printf("\n");
	for (i = 0; i < 5; i++)
		printf("%d", is_prime(big[i]));
	printf("\n");
	return count & 0xff;
}
