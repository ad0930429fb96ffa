/* Integers, longs, doubles and pointers in one list, led by a string of letters. */
#include <stdarg.h>
#include <stdio.h>

static long report(const char *kinds, ...)
{
	va_list args;
	long sum = 0;

	va_start(args, kinds);
	for (; *kinds; kinds++)
		switch (*kinds) {
		case 'i': {
			int i = va_arg(args, int);

			printf("i%d ", i);
			sum += i;
			break;
		}
		case 'u':
			sum += va_arg(args, unsigned int);
			break;
		case 'l': {
			long l = va_arg(args, long);

			printf("l%ld ", l);
			sum ^= l;
			break;
		}
		case 'd': {
			double d = va_arg(args, double);

			printf("d%g ", d);
			sum += (long)d;
			break;
		}
		case 's':
			printf("s%s ", va_arg(args, char *));
			break;
		case 'p':
			sum += *va_arg(args, int *);
			break;
		case 'c':
			printf("c%c ", va_arg(args, int));
			break;
		}
	va_end(args);
	printf("= %ld\n", sum);
	return sum;
}

int main(void)
{
	int x = 1000;
	unsigned char byte = 200;
	short s = -7;

	report("");
	report("ildspc", 1, 2L, 3.5, "four", &x, '5');
	report("iiiiiiiidddddddddd", 1, 2, 3, 4, 5, 6, 7, 8, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5,
	       10.5);
	report("didididididididididi", 1.0, 1, 2.0, 2, 3.0, 3, 4.0, 4, 5.0, 5, 6.0, 6, 7.0, 7, 8.0, 8,
	       9.0, 9, 10.0, 10);
	return (int)report("iuscl", byte, 4000000000u, "mixed", 'z', (long)s) & 0xff;
}
