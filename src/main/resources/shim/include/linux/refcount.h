/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/atomic.h>

/* kind: same */
typedef struct refcount_struct {
	atomic_t refs;
} refcount_t;
#define REFCOUNT_INIT(value) { .refs = ATOMIC_INIT(value) }
static inline void refcount_set(refcount_t *r, int to) { atomic_set(&r->refs, to); }
static inline unsigned int refcount_read(const refcount_t *r) { return atomic_read(&r->refs); }
static inline void refcount_inc(refcount_t *r) { atomic_inc(&r->refs); }
static inline bool refcount_inc_not_zero(refcount_t *r) { return atomic_inc_not_zero(&r->refs); }
static inline bool refcount_dec_and_test(refcount_t *r) { return atomic_dec_and_test(&r->refs); }
static inline void refcount_dec(refcount_t *r) { atomic_dec(&r->refs); }
