/* Writing one member and reading another shows the representation. */
#include <stdint.h>
#include <stdio.h>

union view {
	uint64_t u;
	int64_t s;
	double d;
	float f[2];
	uint32_t w[2];
	uint16_t h[4];
	uint8_t b[8];
};

int main(void)
{
	union view v;
	int i;

	v.d = -1.5;
	printf("%016lx %08x %04x %02x\n", v.u, v.w[1], v.h[3], v.b[7]);
	v.f[0] = 1.0f;
	v.f[1] = -0.0f;
	printf("%016lx\n", v.u);
	v.u = 0x0123456789abcdef;
	for (i = 0; i < 8; i++)
		printf("%02x ", v.b[i]);
	printf("\n");
	v.b[7] ^= 0x80;
	printf("%ld\n", v.s);
	v.h[1] = 0xffff;
	printf("%lx\n", v.u);
	v.u = 0x7ff0000000000000;
	printf("%f %zu\n", v.d, sizeof(v));
	return v.b[6];
}
