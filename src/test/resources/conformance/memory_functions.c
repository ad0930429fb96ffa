/* memcpy, memmove both ways, memset, memcmp, of many sizes. */
#include <stdio.h>
#include <string.h>

static unsigned int sum(const unsigned char *p, int n)
{
	unsigned int s = 0;

	while (n--)
		s = s * 31 + *p++;
	return s;
}

int main(void)
{
	unsigned char a[300], b[300];
	unsigned int total = 0;
	int i, n;

	for (i = 0; i < 300; i++)
		a[i] = i * 7;
	memset(b, 0xaa, sizeof(b));
	for (n = 0; n < 100; n += 9) {
		memcpy(b + n, a + n * 2, n);
		total ^= sum(b, 300);
		memmove(b + 3, b, n + 10);
		total += sum(b, 300);
		memmove(b, b + 5, n + 20);
		total ^= sum(b, 300);
		memset(b + n, n, n / 2);
		printf("%x ", total);
	}
	printf("\n%d %d\n", memcmp(a, b, 300) != 0, memcmp(a + 1, a + 257, 40));
	memcpy(b, a, 300);
	b[299]++;
	printf("%d %d\n", memcmp(a, b, 299), memcmp(a, b, 300) < 0);
	return sum(b, 300) & 0xff;
}
