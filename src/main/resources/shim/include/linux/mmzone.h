/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/mm_types.h>
#include <linux/numa.h>
#include <linux/spinlock.h>

/* kind: same */
#define MAX_PAGE_ORDER 10
#define MAX_ORDER_NR_PAGES (1 << MAX_PAGE_ORDER)
#define PAGE_ALLOC_COSTLY_ORDER 3
#define SECTION_SIZE_BITS 27
#define PAGES_PER_SECTION (1UL << (SECTION_SIZE_BITS - 12))

/* kind: custom */
bool seamreplay_pfn_valid(unsigned long pfn);

/* kind: same */
#define pfn_valid(pfn) seamreplay_pfn_valid(pfn)
