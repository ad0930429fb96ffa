/* Two compressors, and back. */
#include <stdio.h>
#include <string.h>

static int rle(const char *in, char *out)
{
	int n = 0;

	while (*in) {
		int run = 1;

		while (in[run] == *in && run < 9)
			run++;
		out[n++] = '0' + run;
		out[n++] = *in;
		in += run;
	}
	out[n] = 0;
	return n;
}

static struct {
	short prefix;
	char c;
} dict[512];

static int compress(const char *in, short *codes)
{
	int next = 128, w = *in++, n = 0, i;

	for (; *in; in++) {
		for (i = 128; i < next; i++)
			if (dict[i].prefix == w && dict[i].c == *in)
				break;
		if (i < next) {
			w = i;
			continue;
		}
		codes[n++] = w;
		dict[next].prefix = w;
		dict[next++].c = *in;
		w = *in;
	}
	codes[n++] = w;
	return n;
}

static int expand(int code, char *out)
{
	int n;

	if (code < 128) {
		*out = (char)code;
		return 1;
	}
	n = expand(dict[code].prefix, out);
	out[n] = dict[code].c;
	return n + 1;
}

int main(void)
{
	const char *text = "aaaabbbcccccccccccccd the rain in spain stays mainly in the plain in spain";
	char out[256];
	short codes[256];
	int n, i, length = 0;

	n = rle(text, out);
	printf("%d %s\n", n, out);
	n = compress(text, codes);
	for (i = 0; i < n; i++)
		length += expand(codes[i], out + length);
	out[length] = 0;
	printf("%d %d %d\n", n, length, strcmp(out, text));
	for (i = 0; i < n; i++)
		printf("%d ", codes[i]);
	printf("\n");
	return n;
}
