/* Precision limits what is read; puts, fputs, putchar, fwrite. */
#include <stdio.h>

int main(void)
{
	char unterminated[4] = { 'a', 'b', 'c', 'd' };
	int n;

	n = printf("[%s] [%10s] [%-10s] [%.2s] [%10.3s] [%.0s]\n", "text", "text", "text", "text", "text",
		   "text");
	n += printf("[%.4s] [%.*s]\n", unterminated, 2, unterminated + 2);
	n += printf("%s%s%s", "", "empty", "");
	n += puts("");
	fputs("fputs ", stdout);
	fputc('c', stdout);
	putc('\n', stdout);
	putchar('x' + 256);
	putchar('\n');
	n += fwrite("binary\0data\n", 1, 12, stdout);
	n += fprintf(stdout, "%s\n", "to stdout");
	fprintf(stderr, "to stderr\n");
	printf("%d\n", n > 0);
	return n & 0xff ? 9 : 8;
}
