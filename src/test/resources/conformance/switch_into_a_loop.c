/* Duff's device: cases inside a loop that the switch jumps into. */
#include <stdio.h>

static int copies;

static void send(char *to, const char *from, int count)
{
	int n = (count + 7) / 8;

	switch (count % 8) {
	case 0:
		do {
			*to++ = *from++;
			copies++;
	case 7:
			*to++ = *from++;
	case 6:
			*to++ = *from++;
	case 5:
			*to++ = *from++;
	case 4:
			*to++ = *from++;
	case 3:
			*to++ = *from++;
	case 2:
			*to++ = *from++;
	case 1:
			*to++ = *from++;
		} while (--n > 0);
	}
}

int main(void)
{
	char text[] = "the quick brown fox jumps over the lazy dog", out[64] = "";
	int i;

	for (i = 1; i < 43; i += 5) {
		send(out, text, i);
		out[i] = 0;
		puts(out);
	}
	return copies;
}
