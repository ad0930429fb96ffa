/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <asm/page_types.h>
#include <asm/pgtable_types.h>
#include <linux/mm_types.h>
#include <linux/pfn.h>

/* kind: custom */
/* Checked: an address that is neither in the direct map nor in the image has no physical address this way. */
unsigned long __phys_addr(unsigned long address);
unsigned long __phys_addr_symbol(unsigned long address);
bool __virt_addr_valid(unsigned long address);
extern unsigned long zero_pfn;

/* kind: same */
#define __pa(address) __phys_addr((unsigned long)(address))
#define __pa_nodebug(address) __phys_addr((unsigned long)(address))
#define __pa_symbol(symbol) __phys_addr_symbol((unsigned long)(symbol))
#define __va(physical) ((void *)((unsigned long)(physical) + PAGE_OFFSET))
#define virt_addr_valid(address) __virt_addr_valid((unsigned long)(address))
#define vmemmap ((struct page *)VMEMMAP_START)
#define __pfn_to_page(pfn) (vmemmap + (pfn))
#define __page_to_pfn(page) ((unsigned long)((page)-vmemmap))
#define pfn_to_page(pfn) __pfn_to_page(pfn)
#define page_to_pfn(page) __page_to_pfn(page)
#define page_to_phys(page) ((phys_addr_t)page_to_pfn(page) << PAGE_SHIFT)
#define phys_to_page(physical) pfn_to_page((physical) >> PAGE_SHIFT)
#define virt_to_page(address) pfn_to_page(__pa(address) >> PAGE_SHIFT)
#define virt_to_pfn(address) (__pa(address) >> PAGE_SHIFT)
#define pfn_to_virt(pfn) __va((phys_addr_t)(pfn) << PAGE_SHIFT)
#define pfn_to_kaddr(pfn) pfn_to_virt(pfn)
static inline phys_addr_t virt_to_phys(volatile const void *address) { return __pa(address); }
static inline void *phys_to_virt(phys_addr_t physical) { return __va(physical); }

/* kind: custom */
void clear_page(void *page);
void copy_page(void *to, const void *from);
