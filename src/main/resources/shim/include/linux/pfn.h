/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <asm/page_types.h>
#include <linux/types.h>

/* kind: same */
#define PFN_ALIGN(value) (((unsigned long)(value) + (PAGE_SIZE - 1)) & PAGE_MASK)
#define PFN_UP(value) (((value) + PAGE_SIZE - 1) >> PAGE_SHIFT)
#define PFN_DOWN(value) ((value) >> PAGE_SHIFT)
#define PFN_PHYS(pfn) ((phys_addr_t)(pfn) << PAGE_SHIFT)
#define PHYS_PFN(physical) ((unsigned long)((physical) >> PAGE_SHIFT))
