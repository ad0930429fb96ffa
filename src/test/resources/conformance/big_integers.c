/* Factorials and Fibonacci numbers in decimal digits. */
#include <stdio.h>
#include <string.h>

struct big {
	int used;
	unsigned int digit[60];
};

static void scale(struct big *b, unsigned int by)
{
	unsigned long carry = 0;
	int i;

	for (i = 0; i < b->used; i++) {
		carry += (unsigned long)b->digit[i] * by;
		b->digit[i] = carry % 1000000000;
		carry /= 1000000000;
	}
	if (carry)
		b->digit[b->used++] = (unsigned int)carry;
}

static struct big add(struct big a, const struct big *b)
{
	unsigned int carry = 0;
	int i, n = a.used > b->used ? a.used : b->used;

	for (i = 0; i < n || carry; i++) {
		if (i >= a.used)
			a.digit[a.used++] = 0;
		carry += a.digit[i] + (i < b->used ? b->digit[i] : 0);
		a.digit[i] = carry % 1000000000;
		carry /= 1000000000;
	}
	return a;
}

static void show(const struct big *b)
{
	int i;

	printf("%u", b->digit[b->used - 1]);
	for (i = b->used - 2; i >= 0; i--)
		printf("%09u", b->digit[i]);
	printf("\n");
}

int main(void)
{
	struct big f = { 1, { 1 } }, a = { 1, { 0 } }, b = { 1, { 1 } };
	int i;

	for (i = 2; i <= 100; i++) {
		scale(&f, i);
		if (i % 20 == 0)
			show(&f);
	}
	for (i = 0; i < 300; i++) {
		struct big c = add(a, &b);

		a = b;
		b = c;
	}
	show(&a);
	return f.digit[5] & 0xff;
}
