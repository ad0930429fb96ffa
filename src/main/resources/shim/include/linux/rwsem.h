/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/cleanup.h>
#include <linux/lockdep.h>
#include <linux/types.h>

/* kind: custom */
/* Java knows locks by their address; the bytes only have the kernel's size. */
struct rw_semaphore {
	long count;
	long unused[4];
};
#define DECLARE_RWSEM(name) struct rw_semaphore name = { 0 }
void __init_rwsem(struct rw_semaphore *lock, const char *name, struct lock_class_key *key);
void down_read(struct rw_semaphore *lock);
int down_read_trylock(struct rw_semaphore *lock);
int down_read_killable(struct rw_semaphore *lock);
void up_read(struct rw_semaphore *lock);
void down_write(struct rw_semaphore *lock);
int down_write_trylock(struct rw_semaphore *lock);
int down_write_killable(struct rw_semaphore *lock);
void up_write(struct rw_semaphore *lock);
void downgrade_write(struct rw_semaphore *lock);

/* kind: same */
#define init_rwsem(lock) \
	do { \
		*(lock) = (struct rw_semaphore) { 0 }; \
		__init_rwsem(lock, #lock, NULL); \
	} while (0)
DEFINE_GUARD(rwsem_read, struct rw_semaphore *, down_read(_T), up_read(_T))
DEFINE_GUARD(rwsem_write, struct rw_semaphore *, down_write(_T), up_write(_T))
