/* Attributes move members; unaligned ones are read and written all the same. */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct __attribute__((packed)) header {
	uint8_t kind;
	uint32_t length;
	uint16_t port;
	uint64_t stamp;
};

struct aligned {
	char c;
	int x __attribute__((aligned(32)));
	char d;
};

struct __attribute__((packed)) outer {
	char c;
	struct header h;
	struct aligned a;
};

static uint64_t total(const struct header *h)
{
	return h->kind + h->length + h->port + h->stamp;
}

int main(void)
{
	struct header h = { 1, 0x01020304, 0x5060, 0x1122334455667788 };
	unsigned char raw[sizeof(h)];
	struct outer o;
	unsigned int i;

	printf("%zu %zu %zu\n", sizeof(struct header), offsetof(struct header, stamp),
	       offsetof(struct header, port));
	printf("%zu %zu %zu\n", sizeof(struct aligned), offsetof(struct aligned, x),
	       _Alignof(struct aligned));
	printf("%zu %zu\n", sizeof(struct outer), offsetof(struct outer, a));
	memcpy(raw, &h, sizeof(h));
	for (i = 0; i < sizeof(h); i++)
		printf("%02x ", raw[i]);
	printf("\n");
	memset(&o, 0, sizeof(o));
	o.h = h;
	o.h.length++;
	o.a.x = 77;
	printf("%lx %d\n", total(&o.h), o.a.x);
	return o.h.kind + o.a.x;
}
