/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <asm/page.h>
#include <asm/pgtable_types.h>

/* kind: custom */
/* The page of zeroes lies in ordinary memory, so that its contents are readable through the direct map. */
#define ZERO_PAGE(address) ((void)(address), pfn_to_page(zero_pfn))
