/* Graph algorithms over edge lists with queues and parent arrays. */
#include <stdio.h>

enum { N = 14 };

static const struct {
	unsigned char from, to;
} edges[] = { { 0, 3 }, { 1, 3 }, { 3, 5 }, { 2, 5 }, { 5, 7 }, { 7, 9 }, { 4, 9 }, { 6, 8 }, { 10, 11 }, { 11, 12 } };
enum { E = sizeof(edges) / sizeof(edges[0]) };

static int parent[N], size[N];

static int find(int x)
{
	while (parent[x] != x)
		x = parent[x] = parent[parent[x]];
	return x;
}

static int join(int a, int b)
{
	a = find(a);
	b = find(b);
	if (a == b)
		return 0;
	if (size[a] < size[b]) {
		int t = a;

		a = b;
		b = t;
	}
	parent[b] = a;
	size[a] += size[b];
	return 1;
}

int main(void)
{
	int in[N] = { 0 }, queue[N], head = 0, tail = 0, i, groups = N, order = 0;

	for (i = 0; i < E; i++)
		in[edges[i].to]++;
	for (i = 0; i < N; i++)
		if (!in[i])
			queue[tail++] = i;
	while (head < tail) {
		int u = queue[head++];

		printf("%d ", u);
		order = (order * 3 + u) % 1009;
		for (i = 0; i < E; i++)
			if (edges[i].from == u && !--in[edges[i].to])
				queue[tail++] = edges[i].to;
	}
	for (i = 0; i < N; i++)
		parent[i] = i, size[i] = 1;
	for (i = 0; i < E; i++)
		groups -= join(edges[i].from, edges[i].to);
	printf("\n%d %d %d %d\n", order, groups, find(0) == find(9), find(6) == find(10));
	return groups;
}
