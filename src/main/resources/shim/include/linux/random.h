/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/types.h>

/* kind: custom */
/* A fixed sequence: a replay has no chance in it. */
void get_random_bytes(void *to, size_t size);
u32 get_random_u32(void);
u64 get_random_u64(void);
