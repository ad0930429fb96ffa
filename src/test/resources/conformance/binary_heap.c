/* A priority queue in an array, and heap sort with it. */
#include <stdio.h>

static int heap[64], count;

static void push(int v)
{
	int i = count++;

	while (i && heap[(i - 1) / 2] > v) {
		heap[i] = heap[(i - 1) / 2];
		i = (i - 1) / 2;
	}
	heap[i] = v;
}

static int pop(void)
{
	int top = heap[0], v = heap[--count], i = 0, child;

	while ((child = 2 * i + 1) < count) {
		if (child + 1 < count && heap[child + 1] < heap[child])
			child++;
		if (heap[child] >= v)
			break;
		heap[i] = heap[child];
		i = child;
	}
	heap[i] = v;
	return top;
}

int main(void)
{
	unsigned int x = 12345;
	int i, last = -1, ordered = 1, sum = 0;

	for (i = 0; i < 60; i++) {
		x = x * 1664525 + 1013904223;
		push(x >> 20);
		if (i % 4 == 3)
			sum += pop();
	}
	while (count) {
		int v = pop();

		ordered &= v >= last;
		last = v;
		printf("%d ", v);
	}
	printf("\n%d %d\n", sum, ordered);
	return sum & 0xff;
}
