/* Instructions whose meaning follows from name, width and constraints, in the ways kernels write them. */
#include <stdio.h>

typedef unsigned long u64;
typedef unsigned int u32;
typedef unsigned short u16;
typedef unsigned char u8;

static const u64 values[] = {0,          1,          2,          0x7f,       0x80,
			     0xff,       0x7fff,     0x8000,     0xffff,     0x7fffffff,
			     0x80000000, 0xffffffff, 1UL << 32,  1UL << 63,  ~0UL,
			     ~0UL >> 1,  0x123456789abcdef0UL};
#define COUNT ((int)(sizeof(values) / sizeof(values[0])))

static u64 sum;

static void note(u64 value)
{
	sum = sum * 1000003 + value;
}

/* Memory first, flags behind, a register or a constant as the source. */
#define MEMORY_OP(name, type, suffix) \
	static void name##_##type(u64 a, u64 b) \
	{ \
		type m = (type)a, same = (type)a; \
		u8 z, c, s, o; \
		__asm__ volatile(#name #suffix " %[by], %[m]" \
				 : [m] "+m"(m), "=@ccz"(z), "=@ccc"(c), "=@ccs"(s), "=@cco"(o) \
				 : [by] "r"((type)b) \
				 : "memory"); \
		note(m); \
		note(z * 8 + c * 4 + s * 2 + o); \
		__asm__ volatile("lock; " #name #suffix " $5, %0" : "+m"(same) : : "memory", "cc"); \
		note(same); \
	}
#define WIDTHS(op, name) op(name, u8, b) op(name, u16, w) op(name, u32, l) op(name, u64, q)
WIDTHS(MEMORY_OP, add)
WIDTHS(MEMORY_OP, sub)
WIDTHS(MEMORY_OP, and)
WIDTHS(MEMORY_OP, or)
WIDTHS(MEMORY_OP, xor)

#define ONE_OP(name, type, suffix) \
	static void name##_##type(u64 a) \
	{ \
		type m = (type)a; \
		u8 z, s, o, ne; \
		__asm__ volatile(#name #suffix " %0" \
				 : "+m"(m), "=@cce"(z), "=@ccs"(s), "=@cco"(o), "=@ccne"(ne)); \
		note(m); \
		note(z * 8 + s * 4 + o * 2 + ne); \
	}
WIDTHS(ONE_OP, inc)
WIDTHS(ONE_OP, dec)
WIDTHS(ONE_OP, neg)

#define COMPARE(type, suffix) \
	static void compare_##type(u64 a, u64 b) \
	{ \
		u8 l, le, g, ge, be, above, carry, even; \
		__asm__("cmp" #suffix " %9, %8" \
			: "=@ccl"(l), "=@ccle"(le), "=@ccg"(g), "=@ccge"(ge), "=@ccbe"(be), \
			  "=@cca"(above), "=@ccb"(carry), "=@ccp"(even) \
			: "r"((type)a), "r"((type)b)); \
		note(l + le * 2 + g * 4 + ge * 8 + be * 16 + above * 32 + carry * 64 + even * 128); \
	}
COMPARE(u8, b)
COMPARE(u16, w)
COMPARE(u32, l)
COMPARE(u64, q)

static void bits(u64 a, u64 index)
{
	u64 m[4] = {a, ~a, a * 3, a ^ 5}, r = a;
	u8 c;

	index &= 127;
	__asm__ volatile("btq %2, %1" : "=@ccc"(c) : "m"(*(u64 *)m), "Ir"(index), "m"(m) : "memory");
	note(c);
	__asm__ volatile("lock; btsq %1, %0" : : "m"(*(u64 *)m), "Ir"(index) : "memory");
	__asm__ volatile("lock; btrq %2, %0" : "+m"(m), "=@ccc"(c) : "Ir"(index + 3) : "memory");
	note(c);
	__asm__ volatile("btcq %2, %1" : "=@ccc"(c), "+r"(r) : "r"(index));
	note(c);
	note(r);
	for (int i = 0; i < 4; i++)
		note(m[i]);
	__asm__ volatile("bts $9, %0" : "+r"(r));
	note(r);
}

static void counts(u64 a)
{
	u64 r;
	u32 low;
	int found;

	__asm__("tzcnt %1, %0" : "=r"(r) : "r"(a));
	note(r);
	__asm__("rep; bsf %1, %0" : "=r"(low) : "rm"((u32)a));
	note(low);
	__asm__("bsrq %1, %q0" : "=r"(r) : "r"(a), "0"(-1L));
	note(r);
	__asm__("bsrl %1, %0" : "=r"(found) : "rm"((u32)a), "0"(-1));
	note((u64)found);
	__asm__("popcntl %1, %0" : "=r"(low) : "r"((u32)a));
	note(low);
	__asm__("popcntq %1, %0" : "=r"(r) : "r"(a));
	note(r);
	r = a;
	__asm__("bswapq %0" : "+r"(r));
	note(r);
	low = (u32)a;
	__asm__("bswap %0" : "+r"(low));
	note(low);
	__asm__("rolq $7, %0" : "+r"(r));
	note(r);
	__asm__("rorl %b1, %0" : "+r"(low) : "c"((u32)a & 31));
	note(low);
	__asm__("sarl $3, %0" : "+r"(low));
	note(low);
	__asm__("shlq %b1, %0" : "+r"(r) : "c"((u32)a));
	note(r);
	__asm__("shrq %0" : "+r"(r));
	note(r);
	__asm__("notq %0" : "+r"(r));
	note(r);
	__asm__("movl %1, %0" : "=r"(low) : "i"(-3));
	note(low);
}

static void exchanges(u64 a, u64 b)
{
	u64 m = a, r = b, old;
	u32 narrow = (u32)a, with = (u32)b, expected;
	u8 done;

	__asm__ volatile("xchgq %0, %1" : "+r"(r), "+m"(m) : : "memory");
	note(r);
	note(m);
	__asm__ volatile("lock; xaddq %0, %1" : "+r"(r), "+m"(m) : : "memory", "cc");
	note(r);
	note(m);
	old = m;
	__asm__ volatile("lock; cmpxchgq %3, %1"
			 : "=a"(old), "+m"(m), "=@ccz"(done)
			 : "r"(b), "0"(old)
			 : "memory");
	note(old);
	note(m);
	note(done);
	expected = (u32)(a ^ b);
	__asm__ volatile("lock; cmpxchgl %3, %1"
			 : "=a"(expected), "+m"(narrow), "=@ccz"(done)
			 : "r"(with), "0"(expected)
			 : "memory");
	note(expected);
	note(narrow);
	note(done);
}

int main(void)
{
	for (int i = 0; i < COUNT; i++) {
		u64 a = values[i];

		inc_u8(a), inc_u16(a), inc_u32(a), inc_u64(a);
		dec_u8(a), dec_u16(a), dec_u32(a), dec_u64(a);
		neg_u8(a), neg_u16(a), neg_u32(a), neg_u64(a);
		printf("one %016lx\n", sum);
		counts(a);
		printf("count %016lx\n", sum);
		for (int j = 0; j < COUNT; j++) {
			u64 b = values[j];

			add_u8(a, b), add_u16(a, b), add_u32(a, b), add_u64(a, b);
			sub_u8(a, b), sub_u16(a, b), sub_u32(a, b), sub_u64(a, b);
			and_u8(a, b), and_u16(a, b), and_u32(a, b), and_u64(a, b);
			or_u8(a, b), or_u16(a, b), or_u32(a, b), or_u64(a, b);
			xor_u8(a, b), xor_u16(a, b), xor_u32(a, b), xor_u64(a, b);
			printf("two %016lx\n", sum);
			compare_u8(a, b), compare_u16(a, b), compare_u32(a, b), compare_u64(a, b);
			printf("compare %016lx\n", sum);
			bits(a, b);
			printf("bits %016lx\n", sum);
			exchanges(a, b);
			printf("exchange %016lx\n", sum);
		}
	}
	return (int)(sum & 0x7f);
}
