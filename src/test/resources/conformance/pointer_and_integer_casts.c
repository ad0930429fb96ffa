/* A pointer survives the way through an integer; low bits can carry a tag. */
#include <stdint.h>
#include <stdio.h>

struct node {
	long value;
};

static uintptr_t tag(struct node *n, unsigned int t)
{
	return (uintptr_t)n | t;
}

static struct node *untag(uintptr_t v)
{
	return (struct node *)(v & ~(uintptr_t)7);
}

int main(void)
{
	struct node nodes[3] = { { 10 }, { 20 }, { 30 } };
	uintptr_t tagged[3];
	int i, sum = 0;

	for (i = 0; i < 3; i++)
		tagged[i] = tag(&nodes[i], i + 1);
	for (i = 0; i < 3; i++)
		sum += untag(tagged[i])->value * (int)(tagged[i] & 7);
	printf("%d\n", sum);
	printf("%ld\n", (long)((uintptr_t)&nodes[2] - (uintptr_t)&nodes[0]));
	printf("%d\n", (int)(intptr_t)(void *)42);
	printf("%d\n", (void *)(uintptr_t)0 == NULL);
	printf("%d\n", (int)(((uintptr_t)nodes & 7) == 0));
	return sum;
}
