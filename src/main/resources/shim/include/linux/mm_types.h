/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/atomic.h>
#include <linux/list.h>
#include <linux/types.h>

/* kind: same */
/* The size is the kernel's: page frame numbers follow from it. */
struct page {
	unsigned long flags;
	union {
		struct {
			struct list_head lru;
			void *mapping;
			unsigned long index;
			unsigned long private;
		};
		unsigned long compound_head;
	};
	atomic_t _mapcount;
	atomic_t _refcount;
	unsigned long memcg_data;
} __aligned(16);
struct mm_struct;
struct vm_area_struct;
_Static_assert(sizeof(struct page) == 64, "struct page has 64 bytes");
