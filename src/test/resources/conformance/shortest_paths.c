/* Dijkstra on an adjacency matrix and Floyd-Warshall agree. */
#include <limits.h>
#include <stdio.h>

enum { N = 12 };

static int edge[N][N], all[N][N];

static void dijkstra(int from, int *dist)
{
	char done[N] = { 0 };
	int i, n, u;

	for (i = 0; i < N; i++)
		dist[i] = INT_MAX / 2;
	dist[from] = 0;
	for (n = 0; n < N; n++) {
		for (u = -1, i = 0; i < N; i++)
			if (!done[i] && (u < 0 || dist[i] < dist[u]))
				u = i;
		done[u] = 1;
		for (i = 0; i < N; i++)
			if (edge[u][i] && dist[u] + edge[u][i] < dist[i])
				dist[i] = dist[u] + edge[u][i];
	}
}

int main(void)
{
	int dist[N], i, j, k, same = 0;

	for (i = 0; i < N; i++)
		for (j = 0; j < N; j++) {
			edge[i][j] = (i * 7 + j * 3) % 5 == 1 ? (i * j) % 17 + 1 : 0;
			all[i][j] = i == j ? 0 : edge[i][j] ? edge[i][j] : INT_MAX / 2;
		}
	for (k = 0; k < N; k++)
		for (i = 0; i < N; i++)
			for (j = 0; j < N; j++)
				if (all[i][k] + all[k][j] < all[i][j])
					all[i][j] = all[i][k] + all[k][j];
	for (i = 0; i < N; i++) {
		dijkstra(i, dist);
		for (j = 0; j < N; j++)
			same += dist[j] == all[i][j];
		printf("%d ", dist[(i + 5) % N]);
	}
	printf("\n");
	return same;
}
