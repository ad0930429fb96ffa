/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/types.h>

/* kind: same */
/* Each argument is evaluated once. */
#define SEAMREPLAY_CHOOSE(a, op, b) \
	({ \
		__auto_type __left = (a); \
		__auto_type __right = (b); \
		__left op __right ? __left : __right; \
	})
#define min(a, b) SEAMREPLAY_CHOOSE(a, <, b)
#define max(a, b) SEAMREPLAY_CHOOSE(a, >, b)
#define umin(a, b) min((a) + 0ULL, (b) + 0ULL)
#define umax(a, b) max((a) + 0ULL, (b) + 0ULL)
#define min_t(type, a, b) min((type)(a), (type)(b))
#define max_t(type, a, b) max((type)(a), (type)(b))
#define min3(a, b, c) min(min(a, b), c)
#define max3(a, b, c) max(max(a, b), c)
#define min_not_zero(a, b) \
	({ \
		__auto_type __one = (a); \
		__auto_type __two = (b); \
		__one == 0 ? __two : __two == 0 ? __one : min(__one, __two); \
	})
#define clamp(value, low, high) min(max(value, low), high)
#define clamp_t(type, value, low, high) clamp((type)(value), (type)(low), (type)(high))
#define clamp_val(value, low, high) clamp_t(__typeof__(value), value, low, high)
#define MIN(a, b) ((a) < (b) ? (a) : (b))
#define MAX(a, b) ((a) > (b) ? (a) : (b))
#define MIN_T(type, a, b) MIN((type)(a), (type)(b))
#define MAX_T(type, a, b) MAX((type)(a), (type)(b))
#define swap(a, b) \
	do { \
		__auto_type __held = (a); \
		(a) = (b); \
		(b) = __held; \
	} while (0)
#define in_range(value, start, length) \
	((u64)(value) - (u64)(start) < (u64)(length))
