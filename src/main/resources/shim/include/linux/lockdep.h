/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/types.h>

/* kind: custom */
void lockdep_assert_cpus_held(void);
void seamreplay_assert_held(const void *lock);
void seamreplay_assert_not_held(const void *lock);
void lockdep_assert_irqs_disabled(void);
void lockdep_assert_irqs_enabled(void);
void lockdep_assert_preemption_disabled(void);
void lockdep_assert_preemption_enabled(void);

/* kind: same */
#define lockdep_assert_held(lock) seamreplay_assert_held(lock)
#define lockdep_assert_held_write(lock) seamreplay_assert_held(lock)
#define lockdep_assert_held_read(lock) seamreplay_assert_held(lock)
#define lockdep_assert_not_held(lock) seamreplay_assert_not_held(lock)
#define lockdep_assert_once(condition) WARN_ON_ONCE(!(condition))
#define lockdep_assert(condition) WARN_ON(!(condition))

/* kind: stub */
/* Lock classes: held locks are tracked by address. */
struct lock_class_key {
	char unused;
};
struct lockdep_map {
	char unused;
};
#define lockdep_set_class(lock, key) do { } while (0)
#define lockdep_register_key(key) do { } while (0)
#define lockdep_unregister_key(key) do { } while (0)
#define might_lock(lock) do { } while (0)
#define lock_map_acquire(map) do { } while (0)
#define lock_map_release(map) do { } while (0)
