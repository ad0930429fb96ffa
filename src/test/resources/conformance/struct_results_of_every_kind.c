/* Results in rax, rax:rdx, xmm0, mixed, and through a hidden pointer. */
#include <stdio.h>

struct one {
	short s;
};
struct two {
	int a;
	long b;
};
struct fl {
	float f[2];
};
struct mixed {
	double d;
	char c;
};
struct big {
	int v[10];
};

static struct one r1(int x)
{
	return (struct one){ x };
}

static struct two r2(int x)
{
	return (struct two){ x, x * (1L << 40) };
}

static struct fl r3(int x)
{
	return (struct fl){ { x, x / 2.0f } };
}

static struct mixed r4(int x)
{
	return (struct mixed){ x * 0.1, x };
}

static struct big r5(int x)
{
	struct big b;
	int i;

	for (i = 0; i < 10; i++)
		b.v[i] = x + i;
	return b;
}

int main(void)
{
	int i, sum = 0;

	for (i = -3; i < 4; i += 2) {
		struct two t = r2(i);
		struct mixed m = r4(i);

		printf("%d %d %ld %g %g %d %d\n", r1(i).s, t.a, t.b, r3(i).f[1], m.d, m.c,
		       r5(i).v[7]);
		sum += r5(r1(i * 2).s).v[3];
	}
	return sum & 0xff;
}
