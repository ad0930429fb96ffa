/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <uapi/asm/mce.h>

/* kind: custom */
bool mce_is_memory_error(struct mce *m);
int mce_usable_address(struct mce *m);
