/* Code points from bytes, with all kinds of malformed input. */
#include <stdint.h>
#include <stdio.h>

static int decode(const unsigned char **p, const unsigned char *end, uint32_t *out)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	unsigned char c = *(*p)++;
	int n = c < 0x80 ? 1 : c >> 5 == 6 ? 2 : c >> 4 == 14 ? 3 : c >> 3 == 30 ? 4 : 0, i;
	uint32_t v;

	if (!n)
		return 0;
	v = n == 1 ? c : c & (0x7f >> n);
	for (i = 1; i < n; i++) {
		if (*p == end || **p >> 6 != 2)
			return 0;
		v = v << 6 | (*(*p)++ & 0x3f);
	}
	*out = v;
	return v >= least[n] && v <= 0x10ffff && (v < 0xd800 || v > 0xdfff);
}

static int encode(uint32_t v, unsigned char *out)
{
	int n = v < 0x80 ? 1 : v < 0x800 ? 2 : v < 0x10000 ? 3 : 4, i;

	for (i = n - 1; i > 0; i--, v >>= 6)
		out[i] = 0x80 | (v & 0x3f);
	out[0] = (unsigned char)(n == 1 ? v : v | 0xf00 >> n);
	return n;
}

int main(void)
{
	static const unsigned char text[] = "A\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\xc0\x80\xed\xa0\x80\xff\x80z\xe2\x82";
	const unsigned char *p = text, *end = text + sizeof(text) - 1;
	unsigned char out[4];
	uint32_t v;
	int good = 0, bad = 0;

	while (p < end) {
		v = 0;
		if (decode(&p, end, &v)) {
			int n = encode(v, out);

			printf("U+%04X %d %02x\n", v, n, out[n - 1]);
			good++;
		} else {
			bad++;
		}
	}
	printf("%d %d\n", good, bad);
	return good * 16 + bad;
}
