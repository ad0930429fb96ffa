/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <asm/barrier.h>
#include <linux/types.h>

/* kind: same */
#define xchg(pointer, value) __atomic_exchange_n(pointer, value, __ATOMIC_SEQ_CST)
#define cmpxchg(pointer, old, new) \
	({ \
		__typeof__(*(pointer)) __expected = (old); \
		__atomic_compare_exchange_n(pointer, &__expected, new, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST); \
		__expected; \
	})
#define try_cmpxchg(pointer, old, new) \
	__atomic_compare_exchange_n(pointer, old, new, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)
#define cmpxchg64(pointer, old, new) cmpxchg(pointer, old, new)

#define SEAMREPLAY_ATOMIC(prefix, box, number) \
	static __always_inline number prefix##_read(const box *v) { return READ_ONCE(v->counter); } \
	static __always_inline void prefix##_set(box *v, number to) { WRITE_ONCE(v->counter, to); } \
	static __always_inline void prefix##_add(number by, box *v) { __atomic_fetch_add(&v->counter, by, __ATOMIC_SEQ_CST); } \
	static __always_inline void prefix##_sub(number by, box *v) { __atomic_fetch_sub(&v->counter, by, __ATOMIC_SEQ_CST); } \
	static __always_inline void prefix##_inc(box *v) { prefix##_add(1, v); } \
	static __always_inline void prefix##_dec(box *v) { prefix##_sub(1, v); } \
	static __always_inline number prefix##_add_return(number by, box *v) { return __atomic_add_fetch(&v->counter, by, __ATOMIC_SEQ_CST); } \
	static __always_inline number prefix##_sub_return(number by, box *v) { return __atomic_sub_fetch(&v->counter, by, __ATOMIC_SEQ_CST); } \
	static __always_inline number prefix##_fetch_add(number by, box *v) { return __atomic_fetch_add(&v->counter, by, __ATOMIC_SEQ_CST); } \
	static __always_inline number prefix##_inc_return(box *v) { return prefix##_add_return(1, v); } \
	static __always_inline number prefix##_dec_return(box *v) { return prefix##_sub_return(1, v); } \
	static __always_inline bool prefix##_dec_and_test(box *v) { return prefix##_sub_return(1, v) == 0; } \
	static __always_inline bool prefix##_inc_and_test(box *v) { return prefix##_add_return(1, v) == 0; } \
	static __always_inline bool prefix##_sub_and_test(number by, box *v) { return prefix##_sub_return(by, v) == 0; } \
	static __always_inline number prefix##_xchg(box *v, number to) { return xchg(&v->counter, to); } \
	static __always_inline number prefix##_cmpxchg(box *v, number old, number to) { return cmpxchg(&v->counter, old, to); } \
	static __always_inline bool prefix##_inc_not_zero(box *v) \
	{ \
		number old = prefix##_read(v); \
		while (old && !try_cmpxchg(&v->counter, &old, old + 1)) \
			; \
		return old != 0; \
	}
SEAMREPLAY_ATOMIC(atomic, atomic_t, int)
SEAMREPLAY_ATOMIC(atomic64, atomic64_t, s64)
#define atomic_read_acquire atomic_read
#define atomic_set_release atomic_set
#define atomic_long_read atomic64_read
#define atomic_long_set atomic64_set
#define atomic_long_add atomic64_add
#define atomic_long_inc atomic64_inc
#define atomic_long_dec atomic64_dec
#define ATOMIC64_INIT(value) { (value) }
#define ATOMIC_LONG_INIT(value) { (value) }
