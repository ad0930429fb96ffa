/* A _Bool field is tested, an enum field is cut. */
#include <stdbool.h>
#include <stdio.h>

enum mode { OFF, ON, AUTO, BROKEN };

struct flags {
	bool a : 1;
	_Bool b : 1;
	enum mode mode : 3;
	bool c : 1;
	unsigned char rest : 2;
};

int main(void)
{
	struct flags f = { .a = 2, .mode = AUTO };
	int i;

	printf("%d %d %d %d %d %zu\n", f.a, f.b, f.mode, f.c, f.rest, sizeof(f));
	f.b = 0.5;
	f.c = f.mode == AUTO;
	f.a = !f.a;
	for (i = 0; i < 5; i++) {
		f.rest += 1;
		f.mode = (enum mode)(i & 3);
		printf("%d %d %d %d %d\n", f.a, f.b, f.mode, f.c, f.rest);
	}
	switch (f.mode) {
	case OFF:
		puts("off");
		break;
	case BROKEN:
		puts("broken");
		break;
	default:
		puts("else");
	}
	return f.b + f.c * 2 + f.rest * 4;
}
