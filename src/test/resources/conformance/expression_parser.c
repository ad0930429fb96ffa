/* Recursive descent over text, with precedence, unary minus, and errors. */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>

struct parser {
	const char *at;
	bool failed;
};

static long sum(struct parser *p);

static void skip(struct parser *p)
{
	while (isspace((unsigned char)*p->at))
		p->at++;
}

static long atom(struct parser *p)
{
	long v = 0;

	skip(p);
	if (*p->at == '-') {
		p->at++;
		return -atom(p);
	}
	if (*p->at == '(') {
		p->at++;
		v = sum(p);
		skip(p);
		if (*p->at == ')')
			p->at++;
		else
			p->failed = true;
		return v;
	}
	if (!isdigit((unsigned char)*p->at))
		p->failed = true;
	while (isdigit((unsigned char)*p->at))
		v = v * 10 + *p->at++ - '0';
	return v;
}

static long product(struct parser *p)
{
	long v = atom(p);

	for (;;) {
		skip(p);
		if (*p->at == '*') {
			p->at++;
			v *= atom(p);
		} else if (*p->at == '/' || *p->at == '%') {
			char op = *p->at++;
			long d = atom(p);

			if (!d) {
				p->failed = true;
				return 0;
			}
			v = op == '/' ? v / d : v % d;
		} else {
			return v;
		}
	}
}

static long sum(struct parser *p)
{
	long v = product(p);

	for (;;) {
		skip(p);
		if (*p->at == '+')
			p->at++, v += product(p);
		else if (*p->at == '-')
			p->at++, v -= product(p);
		else
			return v;
	}
}

static long evaluate(const char *text)
{
	struct parser p = { text };
	long v = sum(&p);

	if (p.failed || *p.at)
		printf("%s: error at %ld\n", text, (long)(p.at - text));
	else
		printf("%s = %ld\n", text, v);
	return v;
}

int main(void)
{
	evaluate("1 + 2 * 3");
	evaluate("(1+2)*3 - -4");
	evaluate("2*(3+(4*(5+6)))%100");
	evaluate("7/0");
	evaluate("1 +");
	evaluate("(((((42)))))");
	evaluate("12 34");
	return (int)evaluate("100 - 7*8/2 - -(3 - 1)");
}
