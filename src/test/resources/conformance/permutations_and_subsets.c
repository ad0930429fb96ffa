/* Heap's algorithm, next permutation, Gray code, combinations. */
#include <stdio.h>

static int seen;
static unsigned int mark;

static void visit(const char *s, int n)
{
	int i;

	for (i = 0; i < n; i++)
		mark = mark * 33 + s[i];
	seen++;
}

static void heap(char *s, int k, int n)
{
	int i;

	if (k == 1) {
		visit(s, n);
		return;
	}
	for (i = 0; i < k; i++) {
		char t;
		int j = k % 2 ? 0 : i;

		heap(s, k - 1, n);
		t = s[j];
		s[j] = s[k - 1];
		s[k - 1] = t;
	}
}

static int next(char *s, int n)
{
	int i = n - 2, j = n - 1;
	char t;

	while (i >= 0 && s[i] >= s[i + 1])
		i--;
	if (i < 0)
		return 0;
	while (s[j] <= s[i])
		j--;
	t = s[i], s[i] = s[j], s[j] = t;
	for (i++, j = n - 1; i < j; i++, j--)
		t = s[i], s[i] = s[j], s[j] = t;
	return 1;
}

int main(void)
{
	char s[] = "abcdef", u[] = "aabbc";
	unsigned int i, x;
	int n = 0;

	heap(s, 6, 6);
	printf("%d %u\n", seen, mark);
	do
		if (n++ % 6 == 0)
			printf("%s ", u);
	while (next(u, 5));
	printf("%d\n", n);
	for (i = 0; i < 16; i++)
		printf("%x", i ^ i >> 1);
	printf("\n");
	for (x = 7, n = 0; x < 1u << 7; n++) {
		unsigned int c = x & -x, r = x + c;

		printf("%02x ", x);
		x = ((r ^ x) >> 2) / c | r;
	}
	printf("%d\n", n);
	return n;
}
