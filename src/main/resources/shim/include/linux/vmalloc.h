/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <asm/page.h>
#include <linux/gfp.h>
#include <linux/mm_types.h>

/* kind: custom */
void *vmalloc(unsigned long size);
void *vzalloc(unsigned long size);
void *vmalloc_node(unsigned long size, int node);
void *vzalloc_node(unsigned long size, int node);
void *vmalloc_user(unsigned long size);
void *__vmalloc(unsigned long size, gfp_t flags);
void *vmalloc_array(size_t count, size_t size);
void *vcalloc(size_t count, size_t size);
void vfree(const void *address);
void *vmap(struct page **pages, unsigned int count, unsigned long flags, pgprot_t protection);
void vunmap(const void *address);
struct page *vmalloc_to_page(const void *address);
unsigned long vmalloc_to_pfn(const void *address);
bool is_vmalloc_addr(const void *address);
bool is_vmalloc_or_module_addr(const void *address);

/* kind: same */
#define VM_IOREMAP 0x1
#define VM_ALLOC 0x2
#define VM_MAP 0x4
DEFINE_FREE(vfree, void *, if (_T) vfree(_T))
