/* static inline, macros with arguments evaluated once or twice. */
#include <stdio.h>

#define TWICE(x) ((x) + (x))
#define MAX(a, b) ((a) > (b) ? (a) : (b))
#define SAFE_MAX(a, b)                         \
	({                                     \
		__typeof__(a) a_ = (a);        \
		__typeof__(b) b_ = (b);        \
		a_ > b_ ? a_ : b_;             \
	})

static int count;

static int next(void)
{
	return ++count;
}

static inline int square(int x)
{
	return x * x;
}

static inline __attribute__((always_inline)) int clamp(int x, int low, int high)
{
	return x < low ? low : x > high ? high : x;
}

__attribute__((noinline)) static int cube(int x)
{
	return x * square(x);
}

int main(void)
{
	printf("%d ", TWICE(next()));
	printf("%d ", count);
	printf("%d ", MAX(next(), 2));
	printf("%d ", count);
	printf("%d ", SAFE_MAX(next(), 2));
	printf("%d\n", count);
	printf("%d %d %d\n", square(next()), cube(-3), clamp(99, 0, 10));
	printf("%d %d\n", clamp(-5, -2, 2), clamp(1, -2, 2));
	return square(cube(2)) + count;
}
