/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <asm/cacheflush.h>
#include <asm/page.h>
#include <linux/align.h>
#include <linux/gfp.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/mm_types.h>
#include <linux/mmzone.h>
#include <linux/pfn.h>
#include <linux/pgtable.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

/* kind: same */
#define page_to_virt(page) __va(page_to_phys(page))
#define page_address(page) page_to_virt(page)
#define lowmem_page_address(page) page_to_virt(page)
#define PAGE_ALIGN(value) ALIGN(value, PAGE_SIZE)
#define PAGE_ALIGN_DOWN(value) ALIGN_DOWN(value, PAGE_SIZE)
#define PAGE_ALIGNED(value) IS_ALIGNED((unsigned long)(value), PAGE_SIZE)
#define offset_in_page(address) ((unsigned long)(address) & ~PAGE_MASK)
#define get_order(size) (((size) - 1) >> PAGE_SHIFT ? fls64(((u64)(size) - 1) >> PAGE_SHIFT) : 0)
#define page_size(page) PAGE_SIZE
static inline bool is_zero_pfn(unsigned long pfn) { return pfn == zero_pfn; }

/* kind: custom */
void get_page(struct page *page);
void put_page(struct page *page);
int page_count(const struct page *page);
int page_to_nid(const struct page *page);
int pfn_to_nid(unsigned long pfn);
unsigned long totalram_pages(void);
