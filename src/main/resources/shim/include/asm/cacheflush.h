/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <asm/special_insns.h>

/* kind: custom */
void clflush_cache_range(void *address, unsigned int size);
