/* strtok, strtok_r in two places at once, strsep with empty fields. */
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>

int main(void)
{
	char list[] = "  alpha, beta;gamma ,,; delta";
	char lines[] = "a=1,b=2|c=3|d=4,e=5,f=6";
	char fields[] = "one::three:";
	char *p, *outer, *inner, *line, *field, *rest;
	int n = 0;

	for (p = strtok(list, " ,;"); p; p = strtok(NULL, " ,;"))
		printf("[%s]", p), n++;
	printf("\n");
	for (line = strtok_r(lines, "|", &outer); line; line = strtok_r(NULL, "|", &outer)) {
		for (field = strtok_r(line, ",", &inner); field; field = strtok_r(NULL, ",", &inner))
			printf("<%s>", field), n++;
		printf("/");
	}
	printf("\n");
	rest = fields;
	while ((p = strsep(&rest, ":")))
		printf("(%s)", p), n++;
	printf("\n");
	return n;
}
