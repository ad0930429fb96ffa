/* Bubble, insertion, selection, shell, quick, merge and radix sort agree. */
#include <stdio.h>
#include <string.h>

enum { N = 90 };

static void bubble(int *v, int n)
{
	int i, j;

	for (i = n; i > 1; i--)
		for (j = 1; j < i; j++)
			if (v[j - 1] > v[j]) {
				int t = v[j];

				v[j] = v[j - 1];
				v[j - 1] = t;
			}
}

static void insertion(int *v, int n)
{
	int i, j;

	for (i = 1; i < n; i++) {
		int t = v[i];

		for (j = i; j > 0 && v[j - 1] > t; j--)
			v[j] = v[j - 1];
		v[j] = t;
	}
}

static void selection(int *v, int n)
{
	int i, j;

	for (i = 0; i < n; i++) {
		int least = i, t;

		for (j = i + 1; j < n; j++)
			if (v[j] < v[least])
				least = j;
		t = v[i];
		v[i] = v[least];
		v[least] = t;
	}
}

static void shell(int *v, int n)
{
	int gap, i, j;

	for (gap = n / 2; gap; gap /= 2)
		for (i = gap; i < n; i++)
			for (j = i - gap; j >= 0 && v[j] > v[j + gap]; j -= gap) {
				int t = v[j];

				v[j] = v[j + gap];
				v[j + gap] = t;
			}
}

static void quick(int *v, int n)
{
	int i = 0, j = n - 1, pivot = v[n / 2];

	while (i <= j) {
		while (v[i] < pivot)
			i++;
		while (v[j] > pivot)
			j--;
		if (i <= j) {
			int t = v[i];

			v[i++] = v[j];
			v[j--] = t;
		}
	}
	if (j > 0)
		quick(v, j + 1);
	if (i < n - 1)
		quick(v + i, n - i);
}

static void merge(int *v, int n)
{
	int t[N], i = 0, j = n / 2, k = 0;

	if (n < 2)
		return;
	merge(v, n / 2);
	merge(v + n / 2, n - n / 2);
	while (i < n / 2 || j < n)
		t[k++] = j == n || (i < n / 2 && v[i] <= v[j]) ? v[i++] : v[j++];
	memcpy(v, t, n * sizeof(*v));
}

static void radix(int *v, int n)
{
	int t[N], shift, i;

	for (shift = 0; shift < 32; shift += 8) {
		int count[257] = { 0 };

		for (i = 0; i < n; i++)
			count[((unsigned int)v[i] ^ 0x80000000u) >> shift & 0xff]++;
		for (i = 1; i < 257; i++)
			count[i] += count[i - 1];
		for (i = n - 1; i >= 0; i--)
			t[--count[((unsigned int)v[i] ^ 0x80000000u) >> shift & 0xff]] = v[i];
		memcpy(v, t, n * sizeof(*v));
	}
}

int main(void)
{
	static void (*const sorts[])(int *, int) = { bubble, insertion, selection, shell, quick, merge, radix };
	int source[N], v[N], reference[N], i, equal = 0;
	unsigned int x = 2463534242u;

	for (i = 0; i < N; i++) {
		x ^= x << 13;
		x ^= x >> 17;
		x ^= x << 5;
		source[i] = (int)(x >> (i % 20)) - (i % 3 ? 0 : 1000000);
	}
	for (i = 0; i < 7; i++) {
		memcpy(v, source, sizeof(v));
		sorts[i](v, N);
		if (!i)
			memcpy(reference, v, sizeof(v));
		equal += !memcmp(v, reference, sizeof(v));
	}
	for (i = 0; i < N; i++)
		printf("%d ", reference[i]);
	printf("\n%d\n", equal);
	return equal;
}
