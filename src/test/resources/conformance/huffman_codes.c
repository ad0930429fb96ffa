/* Building the tree with arrays of indices, printing codes. */
#include <stdio.h>
#include <string.h>

struct node {
	int weight, left, right;
};

static struct node nodes[128];
static int codes, total;

static void walk(int n, char *path, int depth)
{
	if (nodes[n].left < 0) {
		path[depth] = 0;
		printf("%c %d %s\n", nodes[n].right, nodes[n].weight, path);
		codes++;
		total += nodes[n].weight * depth;
		return;
	}
	path[depth] = '0';
	walk(nodes[n].left, path, depth + 1);
	path[depth] = '1';
	walk(nodes[n].right, path, depth + 1);
}

int main(void)
{
	const char *text = "this is an example of a huffman tree", *p;
	int count[128] = { 0 }, open[64], n = 0, used = 0, i;
	char path[64];

	for (p = text; *p; p++)
		count[(int)*p]++;
	for (i = 0; i < 128; i++)
		if (count[i]) {
			nodes[used] = (struct node){ count[i], -1, i };
			open[n++] = used++;
		}
	while (n > 1) {
		int pick[2], k;

		for (k = 0; k < 2; k++) {
			int least = 0;

			for (i = 1; i < n; i++)
				if (nodes[open[i]].weight < nodes[open[least]].weight)
					least = i;
			pick[k] = open[least];
			memmove(&open[least], &open[least + 1], (--n - least) * sizeof(*open));
		}
		nodes[used] = (struct node){ nodes[pick[0]].weight + nodes[pick[1]].weight, pick[0], pick[1] };
		open[n++] = used++;
	}
	walk(open[0], path, 0);
	printf("%d %d\n", codes, total);
	return total;
}
