/* clz, ctz, ffs, popcount, parity, clrsb at 32 and 64 bits. */
#include <stdio.h>

int main(void)
{
	static const unsigned long v[] = { 1, 2, 0x80, 0xff00, 0x80000000, 0xffffffff, 0x100000000,
		0x8000000000000000, 0xffffffffffffffff, 0x0123456789abcdef };
	unsigned int i, sum = 0;

	for (i = 0; i < sizeof(v) / sizeof(*v); i++) {
		unsigned long l = v[i];
		unsigned int u = l ? (unsigned int)l | (unsigned int)(l >> 32) : 1;

		printf("%d %d %d %d %d | ", __builtin_clz(u), __builtin_ctz(u), __builtin_ffs(u),
		       __builtin_popcount(u), __builtin_parity(u));
		printf("%d %d %d %d %d\n", __builtin_clzl(l), __builtin_ctzl(l), __builtin_ffsl(l),
		       __builtin_popcountl(l), __builtin_parityl(l));
		sum = sum * 3 + __builtin_clzl(l) + __builtin_ctz(u);
	}
	printf("%d %d\n", __builtin_ffs(0), __builtin_ffsll(0));
	printf("%d %d %d\n", __builtin_clrsb(0), __builtin_clrsb(-1), __builtin_clrsbl(0xff));
	return sum & 0xff;
}
