/* Q16.16 arithmetic with rounding and saturation. */
#include <stdint.h>
#include <stdio.h>

typedef int32_t fix;

#define ONE 65536
#define FIX(x) ((fix)((x) * ONE))

static fix saturate(int64_t v)
{
	return v > INT32_MAX ? INT32_MAX : v < INT32_MIN ? INT32_MIN : (fix)v;
}

static fix mul(fix a, fix b)
{
	int64_t p = (int64_t)a * b;

	return saturate((p + (p < 0 ? -0x8000 : 0x8000)) / ONE);
}

static fix dividing(fix a, fix b)
{
	return b ? saturate((int64_t)a * ONE / b) : a < 0 ? INT32_MIN : INT32_MAX;
}

static fix sine(fix x)
{
	fix x2 = mul(x, x);

	return mul(x, ONE - mul(x2, FIX(1.0 / 6) - mul(x2, FIX(1.0 / 120))));
}

int main(void)
{
	fix tokens = 0, rate = FIX(2.75), cap = FIX(20);
	int i, sent = 0;

	for (i = -3; i <= 3; i++)
		printf("%d %d %d\n", sine(i * ONE / 3), mul(FIX(200) * i, FIX(100)), dividing(ONE, i * 777));
	for (i = 0; i < 30; i++) {
		tokens = saturate((int64_t)tokens + rate);
		if (tokens > cap)
			tokens = cap;
		if (i % 4 == 3)
			while (tokens >= FIX(1.5)) {
				tokens -= FIX(1.5);
				sent++;
			}
		printf("%d.%03d ", tokens / ONE, tokens % ONE * 1000 / ONE);
	}
	printf("\n%d\n", sent);
	return sent;
}
