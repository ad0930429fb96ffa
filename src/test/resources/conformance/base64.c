/* Encoding and decoding with padding of all three kinds. */
#include <stdio.h>
#include <string.h>

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static int encode(const unsigned char *in, int n, char *out)
{
	char *o = out;
	int i;

	for (i = 0; i < n; i += 3) {
		unsigned int v = in[i] << 16 | (i + 1 < n ? in[i + 1] << 8 : 0) | (i + 2 < n ? in[i + 2] : 0);

		*o++ = digits[v >> 18];
		*o++ = digits[v >> 12 & 63];
		*o++ = i + 1 < n ? digits[v >> 6 & 63] : '=';
		*o++ = i + 2 < n ? digits[v & 63] : '=';
	}
	*o = 0;
	return (int)(o - out);
}

static int decode(const char *in, unsigned char *out)
{
	unsigned int v = 0, bits = 0;
	int n = 0;

	for (; *in && *in != '='; in++) {
		v = v << 6 | (unsigned int)(strchr(digits, *in) - digits);
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			out[n++] = (unsigned char)(v >> bits);
			v &= (1u << bits) - 1;
		}
	}
	return n;
}

int main(void)
{
	const char *text = "Many hands make light work.";
	char coded[64];
	unsigned char plain[64];
	int n, good = 0;

	for (n = 0; n <= 27; n++) {
		encode((const unsigned char *)text, n, coded);
		if (n % 4 == 3)
			puts(coded);
		good += decode(coded, plain) == n && !memcmp(plain, text, n);
	}
	return good;
}
