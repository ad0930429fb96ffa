/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/gfp.h>
#include <linux/types.h>

/* kind: custom */
/* Java keeps the numbers by the address of the structure. */
struct ida {
	unsigned long unused[2];
};
#define IDA_INIT(name) { { 0 } }
#define DEFINE_IDA(name) struct ida name = IDA_INIT(name)
void ida_init(struct ida *ida);
void ida_destroy(struct ida *ida);
bool ida_is_empty(const struct ida *ida);
int ida_alloc_range(struct ida *ida, unsigned int first, unsigned int last, gfp_t flags);
void ida_free(struct ida *ida, unsigned int number);

/* kind: same */
#define ida_alloc(ida, flags) ida_alloc_range(ida, 0, ~0, flags)
#define ida_alloc_min(ida, first, flags) ida_alloc_range(ida, first, ~0, flags)
#define ida_alloc_max(ida, last, flags) ida_alloc_range(ida, 0, last, flags)
