/* bswap at three widths, and the shift pairs that are rotates. */
#include <stdint.h>
#include <stdio.h>

static uint32_t rol32(uint32_t v, unsigned int n)
{
	return v << (n & 31) | v >> (-n & 31);
}

static uint64_t ror64(uint64_t v, unsigned int n)
{
	return v >> (n & 63) | v << (-n & 63);
}

static uint16_t rol16(uint16_t v, unsigned int n)
{
	return (uint16_t)(v << (n & 15) | v >> (-n & 15));
}

static uint8_t rol8(uint8_t v, unsigned int n)
{
	return (uint8_t)(v << (n & 7) | v >> (-n & 7));
}

int main(void)
{
	unsigned int i;
	uint64_t sum = 0;

	printf("%x %x %lx\n", __builtin_bswap16(0x1234), __builtin_bswap32(0x12345678),
	       __builtin_bswap64(0x123456789abcdef0));
	for (i = 0; i < 70; i += 7) {
		printf("%x %lx %x %x\n", rol32(0x80000001, i), (unsigned long)ror64(0x8000000000000003, i),
		       rol16(0xa001, i), rol8(0x81, i));
		sum += ror64(rol32(i + 1, i), i);
	}
	printf("%lx\n", (unsigned long)sum);
	return (int)(sum & 0x7f);
}
