/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/types.h>

/* kind: custom */
unsigned long copy_from_user(void *to, const void __user *from, unsigned long size);
unsigned long copy_to_user(void __user *to, const void *from, unsigned long size);
unsigned long clear_user(void __user *to, unsigned long size);

/* kind: same */
#define get_user(value, from) (copy_from_user(&(value), from, sizeof(value)) ? -14 : 0)
#define put_user(value, to) \
	({ \
		__typeof__(*(to)) __value = (value); \
		copy_to_user(to, &__value, sizeof(__value)) ? -14 : 0; \
	})
