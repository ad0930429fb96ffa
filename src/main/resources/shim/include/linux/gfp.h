/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/gfp_types.h>
#include <linux/mmzone.h>
#include <linux/nodemask.h>
#include <linux/topology.h>

/* kind: custom */
struct page *alloc_pages(gfp_t flags, unsigned int order);
struct page *alloc_pages_node(int node, gfp_t flags, unsigned int order);
struct page *__alloc_pages(gfp_t flags, unsigned int order, int node, nodemask_t *nodes);
void __free_pages(struct page *page, unsigned int order);
unsigned long __get_free_pages(gfp_t flags, unsigned int order);
unsigned long get_zeroed_page(gfp_t flags);
void free_pages(unsigned long address, unsigned int order);
void *alloc_pages_exact(size_t size, gfp_t flags);
void *alloc_pages_exact_nid(int node, size_t size, gfp_t flags);
void free_pages_exact(void *pages, size_t size);
struct page *alloc_contig_pages(unsigned long count, gfp_t flags, int node, nodemask_t *nodes);
void free_contig_range(unsigned long pfn, unsigned long count);
unsigned long alloc_pages_bulk(gfp_t flags, unsigned long count, struct page **pages);
void split_page(struct page *page, unsigned int order);

/* kind: same */
#define alloc_page(flags) alloc_pages(flags, 0)
#define __free_page(page) __free_pages((page), 0)
#define free_page(address) free_pages((address), 0)
#define __get_free_page(flags) __get_free_pages((flags), 0)
#define gfpflags_allow_blocking(flags) (!!((flags) & __GFP_DIRECT_RECLAIM))
/* The _obj forms take the flags or leave them out; then it is GFP_KERNEL. */
#define __default_gfp(first, second, ...) second
#define default_gfp(...) __default_gfp(, ##__VA_ARGS__, GFP_KERNEL)
