/* Stringification, pasting, variable arguments, lists of fields, recursion stopped. */
#include <stdio.h>

#define STR2(x) #x
#define STR(x) STR2(x)
#define CAT2(a, b) a##b
#define CAT(a, b) CAT2(a, b)
#define COUNT(...) COUNT_(__VA_ARGS__, 5, 4, 3, 2, 1)
#define COUNT_(a, b, c, d, e, n, ...) n
#define LOG(format, ...) printf("%s: " format "\n", __func__, ##__VA_ARGS__)
#define FRUIT(X) X(apple, 3) X(pear, 5) X(fig, 7)
#define ENUM(name, value) CAT(FRUIT_, name) = value,
#define CASE(name, value)           \
	case CAT(FRUIT_, name):     \
		return #name "=" STR(value);
#define VERSION 4

enum fruit { FRUIT(ENUM) };

static const char *text(enum fruit f)
{
	switch (f) {
		FRUIT(CASE)
	}
	return "?";
}

int main(void)
{
	int var0 = 10, CAT(var, VERSION) = 2;
#define var0 (var0 + 1)

	puts(STR(VERSION) STR2(VERSION) STR(CAT(a, VERSION)));
	puts(STR("quoted \n" 'c'));
	printf("%d %d %d\n", COUNT(a), COUNT(a, b, c), COUNT(1, 2, 3, 4, 5));
	printf("%d\n", var0);
	LOG("plain");
	LOG("%d %s", var4, text(FRUIT_pear));
	printf("%s %s\n", text(FRUIT_apple), text((enum fruit)4));
	printf("%d %d\n", __LINE__ > 40, __COUNTER__ + 1 == __COUNTER__);
#if defined(VERSION) && VERSION >= 4 && !defined(NOTHING)
	puts("new");
#elif VERSION
	puts("old");
#else
#error "unreachable"
#endif
	return FRUIT_fig;
}
