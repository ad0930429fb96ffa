/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/mm.h>
#include <linux/types.h>

/* kind: custom */
void __next_mem_pfn_range(int *index, int node, unsigned long *start, unsigned long *end, int *range_node);
phys_addr_t memblock_start_of_DRAM(void);
phys_addr_t memblock_end_of_DRAM(void);
phys_addr_t memblock_phys_mem_size(void);
bool memblock_is_memory(phys_addr_t address);
extern unsigned long max_pfn;
extern unsigned long max_low_pfn;

/* kind: same */
#define for_each_mem_pfn_range(index, node, start, end, range_node) \
	for (index = -1, __next_mem_pfn_range(&index, node, start, end, range_node); index >= 0; \
	     __next_mem_pfn_range(&index, node, start, end, range_node))
