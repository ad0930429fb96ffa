/* An enum of states over a text; counts, and columns printed. */
#include <ctype.h>
#include <stdio.h>

enum state { OUTSIDE, WORD, NUMBER, QUOTE };

int main(void)
{
	const char *text = "There are 42 words, \"or so\",\nin 3 lines;\nthe last has x9 and 9x and 'it's'.\n";
	int count[4] = { 0 }, lines = 0, longest = 0, length = 0;
	enum state s = OUTSIDE, next;
	const char *p;

	for (p = text; *p; p++) {
		if (*p == '\n')
			lines++;
		if (s == QUOTE)
			next = *p == '"' ? OUTSIDE : QUOTE;
		else if (*p == '"')
			next = QUOTE;
		else if (isalpha((unsigned char)*p) || (s == WORD && isdigit((unsigned char)*p)))
			next = WORD;
		else if (isdigit((unsigned char)*p))
			next = s == WORD ? WORD : NUMBER;
		else
			next = OUTSIDE;
		if (next != s) {
			count[next]++;
			length = 0;
		}
		if (next == WORD && ++length > longest)
			longest = length;
		s = next;
	}
	printf("%8d%8d%8d%8d%8d\n", lines, count[WORD], count[NUMBER], count[QUOTE], longest);
	return count[WORD];
}
