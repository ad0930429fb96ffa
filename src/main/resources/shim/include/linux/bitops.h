/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/bits.h>

/* kind: same */
#define BITS_PER_TYPE(type) (sizeof(type) * BITS_PER_BYTE)
#define BITS_TO_LONGS(bits) (((bits) + 63) / 64)
#define BITS_TO_BYTES(bits) (((bits) + 7) / 8)
static __always_inline void __set_bit(long bit, volatile unsigned long *map) { map[BIT_WORD(bit)] |= BIT_MASK(bit); }
static __always_inline void __clear_bit(long bit, volatile unsigned long *map) { map[BIT_WORD(bit)] &= ~BIT_MASK(bit); }
static __always_inline void __change_bit(long bit, volatile unsigned long *map) { map[BIT_WORD(bit)] ^= BIT_MASK(bit); }
static __always_inline bool test_bit(long bit, const volatile unsigned long *map)
{
	return map[BIT_WORD(bit)] >> (bit % BITS_PER_LONG) & 1;
}
static __always_inline void set_bit(long bit, volatile unsigned long *map)
{
	__atomic_fetch_or(&map[BIT_WORD(bit)], BIT_MASK(bit), __ATOMIC_SEQ_CST);
}
static __always_inline void clear_bit(long bit, volatile unsigned long *map)
{
	__atomic_fetch_and(&map[BIT_WORD(bit)], ~BIT_MASK(bit), __ATOMIC_SEQ_CST);
}
static __always_inline bool test_and_set_bit(long bit, volatile unsigned long *map)
{
	return (__atomic_fetch_or(&map[BIT_WORD(bit)], BIT_MASK(bit), __ATOMIC_SEQ_CST) & BIT_MASK(bit)) != 0;
}
static __always_inline bool test_and_clear_bit(long bit, volatile unsigned long *map)
{
	return (__atomic_fetch_and(&map[BIT_WORD(bit)], ~BIT_MASK(bit), __ATOMIC_SEQ_CST) & BIT_MASK(bit)) != 0;
}
#define __test_and_set_bit test_and_set_bit
#define __test_and_clear_bit test_and_clear_bit
#define assign_bit(bit, map, value) ((value) ? set_bit(bit, map) : clear_bit(bit, map))
#define __assign_bit(bit, map, value) ((value) ? __set_bit(bit, map) : __clear_bit(bit, map))
#define __ffs(word) ((unsigned long)__builtin_ctzl(word))
#define __fls(word) ((unsigned long)(63 - __builtin_clzl(word)))
#define ffs(value) __builtin_ffs(value)
#define fls(value) ((value) ? 32 - __builtin_clz(value) : 0)
#define fls64(value) ((value) ? 64 - __builtin_clzll(value) : 0)
#define hweight8(value) __builtin_popcount((u8)(value))
#define hweight16(value) __builtin_popcount((u16)(value))
#define hweight32(value) __builtin_popcount(value)
#define hweight64(value) __builtin_popcountll(value)
#define hweight_long(value) __builtin_popcountl(value)
static inline s64 sign_extend64(u64 value, int index) { return (s64)(value << (63 - index)) >> (63 - index); }
static inline u32 rol32(u32 word, unsigned int by) { return word << (by & 31) | word >> (-by & 31); }
static inline u64 rol64(u64 word, unsigned int by) { return word << (by & 63) | word >> (-by & 63); }

/* kind: custom */
/* One step in Java instead of a loop in compiled code. */
unsigned long _find_first_bit(const unsigned long *map, unsigned long size);
unsigned long _find_first_zero_bit(const unsigned long *map, unsigned long size);
unsigned long _find_next_bit(const unsigned long *map, unsigned long size, unsigned long from);
unsigned long _find_next_zero_bit(const unsigned long *map, unsigned long size, unsigned long from);
unsigned long _find_next_and_bit(const unsigned long *map, const unsigned long *and_map, unsigned long size, unsigned long from);
unsigned long _find_last_bit(const unsigned long *map, unsigned long size);
unsigned int __bitmap_weight(const unsigned long *map, unsigned int bits);

/* kind: same */
#define find_first_bit(map, size) _find_first_bit(map, size)
#define find_first_zero_bit(map, size) _find_first_zero_bit(map, size)
#define find_next_bit(map, size, from) _find_next_bit(map, size, from)
#define find_next_zero_bit(map, size, from) _find_next_zero_bit(map, size, from)
#define find_next_and_bit(map, other, size, from) _find_next_and_bit(map, other, size, from)
#define find_last_bit(map, size) _find_last_bit(map, size)
#define for_each_set_bit(bit, map, size) \
	for ((bit) = 0; (bit) = find_next_bit((map), (size), (bit)), (bit) < (size); (bit)++)
#define for_each_clear_bit(bit, map, size) \
	for ((bit) = 0; (bit) = find_next_zero_bit((map), (size), (bit)), (bit) < (size); (bit)++)
