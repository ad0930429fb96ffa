/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/lockdep.h>

/* kind: custom */
/* Java knows locks by their address; the bytes only have the kernel's size. */
typedef struct raw_spinlock {
	u32 value;
} raw_spinlock_t;
typedef struct spinlock {
	struct raw_spinlock rlock;
} spinlock_t;
typedef struct {
	u64 value;
} rwlock_t;

/* kind: same */
#define __RAW_SPIN_LOCK_UNLOCKED(name) (raw_spinlock_t) { 0 }
#define DEFINE_RAW_SPINLOCK(name) raw_spinlock_t name = { 0 }
#define __SPIN_LOCK_UNLOCKED(name) (spinlock_t) { { 0 } }
#define DEFINE_SPINLOCK(name) spinlock_t name = { { 0 } }
#define DEFINE_RWLOCK(name) rwlock_t name = { 0 }
