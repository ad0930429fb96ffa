/* Flags, widths, precisions and lengths together. */
#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>

int main(void)
{
	int n = 0;

	n += printf("[%d] [%5d] [%-5d] [%05d] [%+d] [% d]\n", 42, 42, 42, 42, 42, 42);
	n += printf("[%d] [%5d] [%-5d] [%05d] [%+d] [% d]\n", -42, -42, -42, -42, -42, -42);
	n += printf("[%x] [%X] [%#x] [%08x] [%#010x] [%-#8x]\n", 0xbeef, 0xbeef, 0xbeef, 0xbeef, 0xbeef,
		    0xbeef);
	n += printf("[%o] [%#o] [%u] [%#x] [%#o]\n", 511, 511, 4000000000u, 0, 0);
	n += printf("[%.3d] [%8.3d] [%-8.3d] [%08.3d] [%.0d] [%.0d]\n", 7, 7, 7, 7, 0, 5);
	n += printf("[%hhd] [%hhu] [%hd] [%hu] [%ld] [%lld]\n", 300, 300, 70000, 70000, 1L << 40,
		    -1LL);
	n += printf("[%zu] [%td] [%jd] [%" PRIu64 "] [%" PRIx32 "]\n", sizeof(int), (ptrdiff_t)-3,
		    (intmax_t)1 << 60, UINT64_MAX, (uint32_t)0xabcdef);
	n += printf("[%*d] [%-*d] [%.*d] [%*.*d]\n", 6, 1, 6, 2, 4, 3, 8, 3, -4);
	n += printf("[%c] [%3c] [%-3c] [%%]\n", 'a', 'b', 'c');
	n += printf("[%p] [%10p]\n", (void *)0, (void *)0x1234);
	printf("%d\n", n);
	return n & 0xff;
}
