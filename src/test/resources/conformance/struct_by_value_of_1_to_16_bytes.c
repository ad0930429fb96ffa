/* Each size travels in registers in its own way. */
#include <stdio.h>

#define SIZES(X) X(1) X(2) X(3) X(4) X(5) X(6) X(7) X(8) X(9) X(11) X(12) X(13) X(15) X(16)
#define DEFINE(n)                                                          \
	struct s##n {                                                      \
		unsigned char b[n];                                        \
	};                                                                 \
	static struct s##n turn##n(struct s##n s, int add)                 \
	{                                                                  \
		struct s##n r;                                             \
		int i;                                                     \
		for (i = 0; i < n; i++)                                    \
			r.b[i] = s.b[n - 1 - i] + add;                     \
		return r;                                                  \
	}
SIZES(DEFINE)

#define USE(n)                                                             \
	do {                                                               \
		struct s##n s;                                             \
		int i;                                                     \
		for (i = 0; i < n; i++)                                    \
			s.b[i] = n * 3 + i;                                \
		s = turn##n(turn##n(turn##n(s, 1), 2), 4);                 \
		printf("%d:", n);                                          \
		for (i = 0; i < n; i++)                                    \
			printf(" %d", s.b[i]);                             \
		printf("\n");                                              \
		sum += s.b[n / 2];                                         \
	} while (0);

int main(void)
{
	int sum = 0;

	SIZES(USE)
	return sum & 0xff;
}
