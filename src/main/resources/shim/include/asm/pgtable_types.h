/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <asm/page_types.h>

/* kind: same */
typedef struct {
	unsigned long pgprot;
} pgprot_t;
typedef struct {
	unsigned long pte;
} pte_t;
typedef struct {
	unsigned long pmd;
} pmd_t;
typedef struct {
	unsigned long pud;
} pud_t;
typedef struct {
	unsigned long pgd;
} pgd_t;
#define __pgprot(value) ((pgprot_t) { (value) })
#define PAGE_KERNEL __pgprot(0x8000000000000163UL)
#define PAGE_KERNEL_RO __pgprot(0x8000000000000161UL)
enum pg_level {
	PG_LEVEL_NONE,
	PG_LEVEL_4K,
	PG_LEVEL_2M,
	PG_LEVEL_1G,
	PG_LEVEL_512G,
	PG_LEVEL_256T,
	PG_LEVEL_NUM
};

/* kind: custom */
phys_addr_t slow_virt_to_phys(void *address);
