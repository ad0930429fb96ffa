/* Factorial, Fibonacci, greatest common divisor, powers, digits. */
#include <stdio.h>

static unsigned long factorial(unsigned int n)
{
	return n < 2 ? 1 : n * factorial(n - 1);
}

static int fibonacci(int n)
{
	return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
}

static unsigned int gcd(unsigned int a, unsigned int b)
{
	return b ? gcd(b, a % b) : a;
}

static unsigned long power(unsigned long b, unsigned int e)
{
	unsigned long h;

	if (!e)
		return 1;
	h = power(b, e / 2);
	return e & 1 ? h * h * b : h * h;
}

static void digits(unsigned long n, unsigned int base)
{
	if (n >= base)
		digits(n / base, base);
	putchar("0123456789abcdefghijklmnopqrstuvwxyz"[n % base]);
}

int main(void)
{
	int i;

	for (i = 0; i <= 20; i += 4)
		printf("%lu ", factorial(i));
	for (i = 0; i <= 18; i += 3)
		printf("%d ", fibonacci(i));
	printf("\n%u %u\n", gcd(1071, 462), gcd(1u << 31, 48));
	printf("%lu %lu\n", power(3, 40), power(7, 22));
	for (i = 2; i <= 36; i += 17) {
		digits(factorial(15), i);
		putchar('\n');
	}
	return fibonacci(12);
}
