/* Table driven and bitwise check sums. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static uint32_t table[256];

static void build(void)
{
	uint32_t i, k, c;

	for (i = 0; i < 256; i++) {
		for (c = i, k = 0; k < 8; k++)
			c = c & 1 ? 0xedb88320u ^ c >> 1 : c >> 1;
		table[i] = c;
	}
}

static uint32_t crc(const void *data, size_t n)
{
	const uint8_t *p = data;
	uint32_t c = ~0u;

	while (n--)
		c = table[(c ^ *p++) & 0xff] ^ c >> 8;
	return ~c;
}

static uint32_t adler(const char *p, size_t n)
{
	uint32_t a = 1, b = 0;

	while (n--) {
		a = (a + (uint8_t)*p++) % 65521;
		b = (b + a) % 65521;
	}
	return b << 16 | a;
}

static uint16_t crc16(const char *p, size_t n)
{
	uint16_t c = 0xffff;
	int k;

	while (n--)
		for (c ^= (uint8_t)*p++ << 8, k = 0; k < 8; k++)
			c = c & 0x8000 ? c << 1 ^ 0x1021 : c << 1;
	return c;
}

int main(void)
{
	const char *text = "123456789";
	char all[256];
	int i;

	build();
	for (i = 0; i < 256; i++)
		all[i] = (char)i;
	printf("%08x %08x %04x\n", crc(text, 9), adler(text, 9), crc16(text, 9));
	printf("%08x %08x %04x\n", crc(all, 256), adler(all, 256), crc16(all, 256));
	printf("%08x %08x\n", crc("", 0), adler("", 0));
	return crc(all, 100) & 0xff;
}
