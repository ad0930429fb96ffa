/* div, ldiv, abs, labs. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
	static const int v[][2] = { { 17, 5 }, { -17, 5 }, { 17, -5 }, { -17, -5 }, { 3, 7 } };
	int i, sum = 0;

	for (i = 0; i < 5; i++) {
		div_t d = div(v[i][0], v[i][1]);
		ldiv_t l = ldiv(v[i][0] * 10000000000L, v[i][1]);
		lldiv_t ll = lldiv(v[i][0], v[i][1] * 2LL);

		printf("%d %d %ld %ld %lld %lld\n", d.quot, d.rem, l.quot, l.rem, ll.quot, ll.rem);
		sum += abs(d.rem) + (int)labs(l.rem) + (int)llabs(ll.quot);
	}
	printf("%d %ld %ld\n", abs(-7), labs(-7000000000), (long)imaxabs(-3));
	return sum;
}
