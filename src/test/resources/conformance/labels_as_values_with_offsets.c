/* Jumps through a variable that is chosen at run time. */
#include <stdio.h>

static int walk(const char *path)
{
	void *state = &&start, *last;
	int where = 0, steps = 0;

	goto *state;
start:
	last = state;
	switch (*path++) {
	case 'l':
		state = &&left;
		break;
	case 'r':
		state = &&right;
		break;
	default:
		state = &&end;
	}
	steps += state != last;
	goto *state;
left:
	where = where * 2 + 1;
	state = &&start;
	goto *state;
right:
	where = where * 2 + 2;
	state = &&start;
	goto *state;
end:
	return where * 100 + steps;
}

int main(void)
{
	printf("%d %d %d\n", walk(""), walk("lr"), walk("rrlrl"));
	return walk("ll") & 0xff;
}
