/* Fields above 32 bits, as page table entries have them. */
#include <stdint.h>
#include <stdio.h>

union entry {
	uint64_t raw;
	struct {
		uint64_t present : 1, write : 1, user : 1, unused : 9;
		uint64_t frame : 40;
		uint64_t ignored : 11;
		uint64_t nx : 1;
	};
};

int main(void)
{
	union entry e = { 0 };

	e.present = 1;
	e.nx = 1;
	e.frame = 0xfedcba9876;
	printf("%016lx\n", e.raw);
	e.frame++;
	e.user = !e.user;
	e.write |= e.user;
	printf("%016lx %lx\n", e.raw, (uint64_t)e.frame << 12);
	e.raw = 0x7ff0123456789fff;
	printf("%x %x %x %lx %x %x\n", e.present, e.write, e.unused, (uint64_t)e.frame, e.ignored,
	       e.nx);
	e.unused = 0;
	e.ignored ^= 0x2aa;
	printf("%016lx\n", e.raw);
	return e.ignored & 0x7f;
}
