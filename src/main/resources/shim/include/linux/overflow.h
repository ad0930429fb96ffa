/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/limits.h>
#include <linux/types.h>

/* kind: same */
#define check_add_overflow(a, b, result) ((bool)__builtin_add_overflow(a, b, result))
#define check_sub_overflow(a, b, result) ((bool)__builtin_sub_overflow(a, b, result))
#define check_mul_overflow(a, b, result) ((bool)__builtin_mul_overflow(a, b, result))
#define __SEAMREPLAY_SATURATE(name, builtin) \
	static inline size_t name(size_t a, size_t b) \
	{ \
		size_t result; \
		return builtin(a, b, &result) ? SIZE_MAX : result; \
	}
__SEAMREPLAY_SATURATE(size_add, __builtin_add_overflow)
__SEAMREPLAY_SATURATE(size_mul, __builtin_mul_overflow)
static inline size_t size_sub(size_t a, size_t b) { return a == SIZE_MAX || b == SIZE_MAX || b > a ? SIZE_MAX : a - b; }
#define array_size(a, b) size_mul(a, b)
#define array3_size(a, b, c) size_mul(size_mul(a, b), c)
#define flex_array_size(pointer, member, count) size_mul(count, sizeof(*(pointer)->member))
#define struct_size(pointer, member, count) size_add(sizeof(*(pointer)), flex_array_size(pointer, member, count))
#define struct_size_t(type, member, count) struct_size((type *)NULL, member, count)
#define overflows_type(value, type) \
	({ \
		__typeof__(type) __narrow; \
		__builtin_add_overflow(value, 0, &__narrow); \
	})
