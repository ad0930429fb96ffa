/* Every float operation rounds to 24 bits. */
#include <stdio.h>
#include <string.h>

static unsigned int bits(float f)
{
	unsigned int u;

	memcpy(&u, &f, sizeof(u));
	return u;
}

int main(void)
{
	volatile float a = 16777216.0f, b = 1.0f, c = 0.1f, d = 3.0f;
	float sum = 0;
	int i;

	printf("%08x %08x %08x\n", bits(a + b), bits(a + b + b), bits(a - b));
	printf("%08x %08x %08x %08x\n", bits(c * d), bits(b / d), bits(c - d), bits(-c));
	for (i = 0; i < 1000; i++)
		sum += c;
	printf("%08x %g\n", bits(sum), sum);
	for (i = 0; i < 30; i++)
		sum = sum * 0.37f + 1.25f / (i + 1);
	printf("%08x\n", bits(sum));
	printf("%08x %08x\n", bits(a * a * a * a * a * a), bits(1e-30f * 1e-10f));
	printf("%d %d\n", c + 0.2f == 0.3f, c == 0.1);
	return bits(sum) & 0x7f;
}
