/* FNV, Jenkins, Murmur, SipHash over the same text. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static uint64_t fnv(const char *s)
{
	uint64_t h = 0xcbf29ce484222325;

	while (*s)
		h = (h ^ (uint8_t)*s++) * 0x100000001b3;
	return h;
}

static uint32_t jenkins(const char *s)
{
	uint32_t h = 0;

	while (*s) {
		h += (uint8_t)*s++;
		h += h << 10;
		h ^= h >> 6;
	}
	h += h << 3;
	h ^= h >> 11;
	return h + (h << 15);
}

static uint32_t murmur(const char *s, size_t n, uint32_t h)
{
	size_t i;
	uint32_t k;

	for (i = 0; i + 4 <= n; i += 4) {
		memcpy(&k, s + i, 4);
		k *= 0xcc9e2d51;
		k = (k << 15 | k >> 17) * 0x1b873593;
		h ^= k;
		h = (h << 13 | h >> 19) * 5 + 0xe6546b64;
	}
	for (k = 0; i < n; i++)
		k = k << 8 | (uint8_t)s[i];
	h ^= k * 0xcc9e2d51;
	h ^= (uint32_t)n;
	h = (h ^ h >> 16) * 0x85ebca6b;
	h = (h ^ h >> 13) * 0xc2b2ae35;
	return h ^ h >> 16;
}

#define ROL(x, n) ((x) << (n) | (x) >> (64 - (n)))

static uint64_t sip(const uint8_t *p, size_t n, uint64_t k0, uint64_t k1)
{
	uint64_t v[4] = { k0 ^ 0x736f6d6570736575, k1 ^ 0x646f72616e646f6d, k0 ^ 0x6c7967656e657261,
			  k1 ^ 0x7465646279746573 };
	size_t i, r;

	for (i = 0; i <= n / 8; i++) {
		uint64_t m = 0;

		memcpy(&m, p + i * 8, i < n / 8 ? 8 : n % 8);
		if (i == n / 8)
			m |= (uint64_t)n << 56;
		v[3] ^= m;
		for (r = 0; r < (i == n / 8 ? 6u : 2u); r++) {
			if (r == 2) {
				v[0] ^= m;
				v[2] ^= 0xff;
			}
			v[0] += v[1], v[1] = ROL(v[1], 13) ^ v[0], v[0] = ROL(v[0], 32);
			v[2] += v[3], v[3] = ROL(v[3], 16) ^ v[2];
			v[0] += v[3], v[3] = ROL(v[3], 21) ^ v[0];
			v[2] += v[1], v[1] = ROL(v[1], 17) ^ v[2], v[2] = ROL(v[2], 32);
		}
		if (i < n / 8)
			v[0] ^= m;
	}
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}

int main(void)
{
	static const char *const words[] = { "", "a", "hash", "a longer text to hash", "12345678" };
	uint64_t sum = 0;
	int i;

	for (i = 0; i < 5; i++) {
		size_t n = strlen(words[i]);

		printf("%016lx %08x %08x %016lx\n", (unsigned long)fnv(words[i]), jenkins(words[i]),
		       murmur(words[i], n, 7), (unsigned long)sip((const uint8_t *)words[i], n, 1, 2));
		sum += fnv(words[i]) ^ sip((const uint8_t *)words[i], n, 3, 4);
	}
	return (int)(sum % 251);
}
