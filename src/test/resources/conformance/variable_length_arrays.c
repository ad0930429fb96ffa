/* Sizes known only at run time, in loops, several at once. */
#include <stdio.h>

static long fill(int n)
{
	int v[n];
	char tail[n * 2 + 1];
	long sum = 0;
	int i;

	for (i = 0; i < n; i++)
		v[i] = i * n;
	for (i = 0; i < n * 2; i++)
		tail[i] = 'a' + i % 26;
	tail[n * 2] = 0;
	for (i = 0; i < n; i++)
		sum += v[i] + tail[i * 2];
	printf("%s %zu %zu\n", tail, sizeof(v), sizeof tail);
	return sum;
}

int main(void)
{
	long total = 0;
	int n;

	for (n = 1; n < 12; n += 3)
		total += fill(n);
	for (n = 1; n < 200; n++) {
		long scratch[n];

		scratch[n - 1] = n;
		scratch[0] += n == 1 ? 0 : -scratch[0];
		total += scratch[n - 1];
	}
	printf("%ld\n", total);
	return (int)(total & 0xff);
}
