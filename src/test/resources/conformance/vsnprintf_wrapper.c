/* A formatting function of the program's own, with truncation. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static char log_text[64];
static size_t used;

__attribute__((format(printf, 1, 2))) static int log_line(const char *format, ...)
{
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(log_text + used, sizeof(log_text) - used, format, args);
	va_end(args);
	used += n;
	if (used >= sizeof(log_text))
		used = sizeof(log_text) - 1;
	return n;
}

int main(void)
{
	char small[5];
	int n;

	printf("%d\n", log_line("first %d;", 1));
	printf("%d\n", log_line("%s %5.2f;", "second", 2.5));
	printf("%d\n", log_line("%c%c%c %lx %u %d %d %d %d;", 'a', 'b', 'c', 255L, 7u, 1, 2, 3, 4));
	printf("%d\n", log_line("this one does not fit any more %d", 12345));
	printf("[%s] %zu\n", log_text, strlen(log_text));
	n = snprintf(small, sizeof(small), "%d", 1234567);
	printf("%d [%s]\n", n, small);
	n = snprintf(NULL, 0, "%s%s", "measure", " me");
	return n;
}
