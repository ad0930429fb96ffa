/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/bitops.h>
#include <linux/string.h>

/* kind: same */
#define bitmap_size(bits) (BITS_TO_LONGS(bits) * sizeof(unsigned long))
static inline void bitmap_zero(unsigned long *to, unsigned int bits) { memset(to, 0, bitmap_size(bits)); }
static inline void bitmap_fill(unsigned long *to, unsigned int bits) { memset(to, 0xff, bitmap_size(bits)); }
static inline void bitmap_copy(unsigned long *to, const unsigned long *from, unsigned int bits) { memcpy(to, from, bitmap_size(bits)); }
static inline bool bitmap_empty(const unsigned long *map, unsigned int bits) { return find_first_bit(map, bits) >= bits; }
static inline bool bitmap_full(const unsigned long *map, unsigned int bits) { return find_first_zero_bit(map, bits) >= bits; }
static inline unsigned int bitmap_weight(const unsigned long *map, unsigned int bits) { return __bitmap_weight(map, bits); }
static inline bool bitmap_and(unsigned long *to, const unsigned long *a, const unsigned long *b, unsigned int bits)
{
	unsigned long any = 0;

	for (unsigned int i = 0; i < BITS_TO_LONGS(bits); i++)
		any |= to[i] = a[i] & b[i];
	return any != 0;
}
static inline void bitmap_or(unsigned long *to, const unsigned long *a, const unsigned long *b, unsigned int bits)
{
	for (unsigned int i = 0; i < BITS_TO_LONGS(bits); i++)
		to[i] = a[i] | b[i];
}
static inline bool bitmap_andnot(unsigned long *to, const unsigned long *a, const unsigned long *b, unsigned int bits)
{
	unsigned long any = 0;

	for (unsigned int i = 0; i < BITS_TO_LONGS(bits); i++)
		any |= to[i] = a[i] & ~b[i];
	return any != 0;
}
static inline bool bitmap_equal(const unsigned long *a, const unsigned long *b, unsigned int bits)
{
	return !memcmp(a, b, bitmap_size(bits));
}
static inline void bitmap_set(unsigned long *map, unsigned int start, unsigned int count)
{
	while (count--)
		__set_bit(start++, map);
}
static inline void bitmap_clear(unsigned long *map, unsigned int start, unsigned int count)
{
	while (count--)
		__clear_bit(start++, map);
}
