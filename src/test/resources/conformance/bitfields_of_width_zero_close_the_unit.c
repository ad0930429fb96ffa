/* An unnamed field of width 0 makes the next one start in a new unit. */
#include <stdio.h>
#include <string.h>

struct together {
	unsigned int a : 4;
	unsigned int b : 4;
};

struct apart {
	unsigned int a : 4;
	unsigned int : 0;
	unsigned int b : 4;
};

struct bytes {
	unsigned char a : 3;
	unsigned char : 0;
	unsigned char b : 3;
	unsigned char : 2;
	unsigned char c : 3;
};

struct gap {
	unsigned int a : 5;
	unsigned int : 7;
	unsigned int b : 5;
};

#define DUMP(type, ...)                                          \
	do {                                                     \
		type v;                                          \
		unsigned char raw[sizeof(v)];                    \
		unsigned int i;                                  \
		memset(&v, 0, sizeof(v));                        \
		__VA_ARGS__;                                     \
		memcpy(raw, &v, sizeof(v));                      \
		printf("%zu:", sizeof(v));                       \
		for (i = 0; i < sizeof(v); i++)                  \
			printf(" %02x", raw[i]);                 \
		printf("\n");                                    \
	} while (0)

int main(void)
{
	DUMP(struct together, v.a = 9; v.b = 6);
	DUMP(struct apart, v.a = 9; v.b = 6);
	DUMP(struct bytes, v.a = 5; v.b = 6; v.c = 7);
	DUMP(struct gap, v.a = 31; v.b = 21);
	return sizeof(struct apart);
}
