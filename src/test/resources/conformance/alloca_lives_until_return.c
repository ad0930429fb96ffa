/* Memory taken in a loop stays until the function returns. */
#include <alloca.h>
#include <stdio.h>
#include <string.h>

struct list {
	struct list *next;
	char text[];
};

static int build(int n)
{
	struct list *head = 0, *l;
	int i, length = 0;

	for (i = 0; i < n; i++) {
		char word[16];

		snprintf(word, sizeof(word), "item%d", i * i);
		l = alloca(sizeof(*l) + strlen(word) + 1);
		strcpy(l->text, word);
		l->next = head;
		head = l;
	}
	for (l = head; l; l = l->next) {
		printf("%s ", l->text);
		length += strlen(l->text);
	}
	printf("\n");
	return length;
}

int main(void)
{
	int a = build(5), b = build(9);

	return a * b & 0xff;
}
