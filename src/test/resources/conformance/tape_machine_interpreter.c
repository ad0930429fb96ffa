/* An interpreter of a language with eight commands. */
#include <stdio.h>

static long run(const char *code, char *out)
{
	unsigned char tape[100] = { 0 }, *p = tape;
	const char *pc;
	long steps = 0;
	int depth;

	for (pc = code; *pc; pc++, steps++)
		switch (*pc) {
		case '>':
			p++;
			break;
		case '<':
			p--;
			break;
		case '+':
			++*p;
			break;
		case '-':
			--*p;
			break;
		case '.':
			*out++ = (char)*p;
			break;
		case '[':
			if (!*p)
				for (depth = 1; depth;) {
					pc++;
					depth += (*pc == '[') - (*pc == ']');
				}
			break;
		case ']':
			if (*p)
				for (depth = 1; depth;) {
					pc--;
					depth += (*pc == ']') - (*pc == '[');
				}
		}
	*out = 0;
	return steps;
}

int main(void)
{
	char out[100];
	long steps = run("++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>."
			 "<-.<.+++.------.--------.>>+.>++.", out);

	printf("%s%ld\n", out, steps);
	return (int)(steps % 256);
}
