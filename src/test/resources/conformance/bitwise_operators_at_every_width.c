/* and, or, xor, complement on 8 to 64 bits. */
#include <stdio.h>

#define TRY(type, format)                                                                  \
	do {                                                                               \
		type a = (type)0xa5c3f00f12345678ull, b = (type)0x0ff0a55a87654321ull;     \
		printf(format, (type)(a & b), (type)(a | b), (type)(a ^ b), (type)~a,      \
		       (type)(a & ~b), (type) - a);                                        \
	} while (0)

int main(void)
{
	TRY(unsigned char, "%x %x %x %x %x %x\n");
	TRY(signed char, "%d %d %d %d %d %d\n");
	TRY(unsigned short, "%x %x %x %x %x %x\n");
	TRY(short, "%d %d %d %d %d %d\n");
	TRY(unsigned int, "%x %x %x %x %x %x\n");
	TRY(int, "%d %d %d %d %d %d\n");
	TRY(unsigned long, "%lx %lx %lx %lx %lx %lx\n");
	TRY(long, "%ld %ld %ld %ld %ld %ld\n");
	return 0;
}
