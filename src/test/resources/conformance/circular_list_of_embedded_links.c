/* Doubly linked, with a head, iterated by member address. */
#include <stddef.h>
#include <stdio.h>

struct link {
	struct link *next, *prev;
};

struct task {
	int priority;
	struct link link;
	char name;
};

#define entry(l) ((struct task *)((char *)(l) - offsetof(struct task, link)))
#define each(l, head) for (l = (head)->next; l != (head); l = l->next)

static void add(struct link *l, struct link *prev, struct link *next)
{
	next->prev = l;
	l->next = next;
	l->prev = prev;
	prev->next = l;
}

static void del(struct link *l)
{
	l->next->prev = l->prev;
	l->prev->next = l->next;
	l->next = l->prev = l;
}

static void show(struct link *head)
{
	struct link *l;

	each(l, head)
		printf("%c%d ", entry(l)->name, entry(l)->priority);
	printf("| ");
	for (l = head->prev; l != head; l = l->prev)
		printf("%c", entry(l)->name);
	printf("\n");
}

int main(void)
{
	struct link head = { &head, &head }, *l;
	struct task tasks[6];
	int i, sum = 0;

	for (i = 0; i < 6; i++) {
		tasks[i].priority = (i * 5) % 7;
		tasks[i].name = 'a' + i;
		each(l, &head)
			if (entry(l)->priority > tasks[i].priority)
				break;
		add(&tasks[i].link, l->prev, l);
	}
	show(&head);
	del(&tasks[2].link);
	del(head.next);
	show(&head);
	add(&tasks[2].link, &head, head.next);
	show(&head);
	each(l, &head)
		sum = sum * 3 + entry(l)->priority;
	return sum & 0xff;
}
