/* In a packed struct a field may lie across byte and word borders. */
#include <stdio.h>
#include <string.h>

struct __attribute__((packed)) packed {
	unsigned char tag : 3;
	unsigned int number : 23;
	unsigned long wide : 45;
	signed short small : 9;
	unsigned char tail;
};

int main(void)
{
	struct packed p;
	unsigned char raw[sizeof(p)];
	unsigned int i, n;

	memset(&p, 0, sizeof(p));
	printf("%zu\n", sizeof(p));
	for (n = 0; n < 5; n++) {
		p.tag = n + 3;
		p.number = 0x5a5a5a >> n;
		p.wide = 0x123456789abcul * (n + 1);
		p.small = 100 - 97 * (int)n;
		p.tail = 0xc0 | n;
		memcpy(raw, &p, sizeof(p));
		for (i = 0; i < sizeof(p); i++)
			printf("%02x", raw[i]);
		printf(" %u %x %lx %d %x\n", p.tag, p.number, (unsigned long)p.wide, p.small, p.tail);
	}
	return p.tag;
}
