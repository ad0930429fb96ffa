/* Several levels, changed through the outer one. */
#include <stdio.h>

static void next_word(const char **text)
{
	while (**text && **text != ' ')
		++*text;
	while (**text == ' ')
		++*text;
}

static void swap(int **a, int **b)
{
	int *t = *a;

	*a = *b;
	*b = t;
}

int main(void)
{
	const char *text = "one two  three four";
	const char *words[] = { "zero", "one", "two" }, **w = words, ***pw = &w;
	int x = 1, y = 2, *p = &x, *q = &y, **pp = &p, ***ppp = &pp;

	while (*text) {
		printf("%c", *text);
		next_word(&text);
	}
	printf("\n");
	swap(&p, &q);
	printf("%d %d\n", *p, *q);
	***ppp = 50;
	*ppp = &q;
	**pp = 60;
	printf("%d %d\n", x, y);
	++*pw;
	printf("%s %c %s\n", **pw, (*pw)[1][1], *(*pw - 1));
	return **pp + ***ppp;
}
