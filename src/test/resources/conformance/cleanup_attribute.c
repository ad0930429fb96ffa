/* Functions that run when a variable goes out of scope, in reverse order. */
#include <stdio.h>
#include <stdlib.h>

static int freed;

static void say(int *p)
{
	printf("bye %d\n", *p);
}

static void release(char **p)
{
	free(*p);
	freed++;
}

#define GUARD __attribute__((cleanup(say)))

static int scope(int early)
{
	GUARD int a = 1;

	{
		GUARD int b = 2;

		if (early == 1)
			return 10;
	}
	for (int i = 0; i < 2; i++) {
		GUARD int c = 30 + i;

		if (early == 2)
			break;
	}
	return a + 5;
}

int main(void)
{
	__attribute__((cleanup(release))) char *p = malloc(10);

	p[0] = 'x';
	printf("%d\n", scope(0));
	printf("%d\n", scope(1));
	printf("%d\n", scope(2));
	{
		__attribute__((cleanup(release))) char *q = malloc(5);
		q[0] = p[0];
	}
	return freed;
}
