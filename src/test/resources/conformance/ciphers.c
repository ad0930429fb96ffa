/* TEA, RC4 and ChaCha20 as examples of word and byte ciphers. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static void tea(uint32_t v[2], const uint32_t k[4], int decrypt)
{
	uint32_t delta = 0x9e3779b9, sum = decrypt ? delta * 32 : 0;
	int i;

	for (i = 0; i < 32; i++) {
		if (!decrypt) {
			sum += delta;
			v[0] += ((v[1] << 4) + k[0]) ^ (v[1] + sum) ^ ((v[1] >> 5) + k[1]);
			v[1] += ((v[0] << 4) + k[2]) ^ (v[0] + sum) ^ ((v[0] >> 5) + k[3]);
		} else {
			v[1] -= ((v[0] << 4) + k[2]) ^ (v[0] + sum) ^ ((v[0] >> 5) + k[3]);
			v[0] -= ((v[1] << 4) + k[0]) ^ (v[1] + sum) ^ ((v[1] >> 5) + k[1]);
			sum -= delta;
		}
	}
}

static void rc4(const char *key, uint8_t *data, int n)
{
	uint8_t s[256], t, i = 0, j = 0;
	int k, length = (int)strlen(key);

	for (k = 0; k < 256; k++)
		s[k] = (uint8_t)k;
	for (k = 0; k < 256; k++) {
		j += s[k] + key[k % length];
		t = s[k], s[k] = s[j], s[j] = t;
	}
	for (j = 0, k = 0; k < n; k++) {
		j += s[++i];
		t = s[i], s[i] = s[j], s[j] = t;
		data[k] ^= s[(uint8_t)(s[i] + s[j])];
	}
}

#define ROL(x, n) ((x) << (n) | (x) >> (32 - (n)))
#define QUARTER(a, b, c, d)                                                       \
	(a += b, d ^= a, d = ROL(d, 16), c += d, b ^= c, b = ROL(b, 12), a += b,  \
	 d ^= a, d = ROL(d, 8), c += d, b ^= c, b = ROL(b, 7))

static void chacha(uint32_t x[16])
{
	uint32_t in[16];
	int i;

	memcpy(in, x, sizeof(in));
	for (i = 0; i < 10; i++) {
		QUARTER(x[0], x[4], x[8], x[12]);
		QUARTER(x[1], x[5], x[9], x[13]);
		QUARTER(x[2], x[6], x[10], x[14]);
		QUARTER(x[3], x[7], x[11], x[15]);
		QUARTER(x[0], x[5], x[10], x[15]);
		QUARTER(x[1], x[6], x[11], x[12]);
		QUARTER(x[2], x[7], x[8], x[13]);
		QUARTER(x[3], x[4], x[9], x[14]);
	}
	for (i = 0; i < 16; i++)
		x[i] += in[i];
}

int main(void)
{
	uint32_t v[2] = { 0x01234567, 0x89abcdef }, key[4] = { 1, 22, 333, 4444 }, x[16];
	uint8_t text[] = "Plaintext";
	int i;

	tea(v, key, 0);
	printf("%08x %08x ", v[0], v[1]);
	tea(v, key, 1);
	printf("%08x %08x\n", v[0], v[1]);
	rc4("Key", text, 9);
	for (i = 0; i < 9; i++)
		printf("%02x", text[i]);
	rc4("Key", text, 9);
	printf(" %s\n", (char *)text);
	for (i = 0; i < 16; i++)
		x[i] = 0x61707865u + i * 0x01020304u;
	chacha(x);
	for (i = 0; i < 16; i++)
		printf("%08x ", x[i]);
	printf("\n");
	return x[15] & 0xff;
}
