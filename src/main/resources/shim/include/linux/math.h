/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/types.h>

/* kind: same */
#define round_up(value, to) ((((value)-1) | ((__typeof__(value))((to)-1))) + 1)
#define round_down(value, to) ((value) & ~((__typeof__(value))((to)-1)))
#define DIV_ROUND_UP(n, d) (((n) + (d)-1) / (d))
#define DIV_ROUND_UP_ULL(n, d) DIV_ROUND_UP((unsigned long long)(n), (d))
#define DIV_ROUND_DOWN_ULL(n, d) ((unsigned long long)(n) / (d))
#define DIV_ROUND_CLOSEST(n, d) (((n) + ((d) / 2)) / (d))
#define roundup(value, to) ((((value) + (to)-1) / (to)) * (to))
#define rounddown(value, to) ((value) - ((value) % (to)))
#define abs(value) \
	({ \
		__auto_type __value = (value); \
		__value < 0 ? -__value : __value; \
	})
#define do_div(n, base) \
	({ \
		u32 __rest = (u64)(n) % (u32)(base); \
		(n) = (u64)(n) / (u32)(base); \
		__rest; \
	})
static inline u64 div_u64(u64 n, u32 d) { return n / d; }
static inline u64 div64_u64(u64 n, u64 d) { return n / d; }
static inline u64 div_u64_rem(u64 n, u32 d, u32 *rest)
{
	*rest = n % d;
	return n / d;
}
