/* a = b = c for structs, elements moved around, a result used at once. */
#include <stdio.h>

struct item {
	int key;
	char name[12];
	double weight;
};

static struct item make(int key, char letter)
{
	struct item i = { key, { letter, letter, 0 }, key * 0.5 };

	return i;
}

int main(void)
{
	struct item a, b, c, list[5];
	int i, j;

	a = b = c = make(4, 'q');
	b.key++;
	c.name[0] = 'c';
	printf("%d %s, %d %s, %d %s\n", a.key, a.name, b.key, b.name, c.key, c.name);
	for (i = 0; i < 5; i++)
		list[i] = make((i * 3) % 5, 'a' + i);
	for (i = 0; i < 5; i++)
		for (j = 0; j + 1 < 5; j++)
			if (list[j].key > list[j + 1].key) {
				struct item t = list[j];

				list[j] = list[j + 1];
				list[j + 1] = t;
			}
	for (i = 0; i < 5; i++)
		printf("%d%s%g ", list[i].key, list[i].name, list[i].weight);
	printf("\n%d %c\n", make(9, 'x').key, make(1, 'y').name[1]);
	list[1] = *(list + 3);
	a = (i > 2 ? list[1] : list[2]);
	return a.key + list[4].key * 10;
}
