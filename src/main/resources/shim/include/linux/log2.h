/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/types.h>

/* kind: same */
static __always_inline bool is_power_of_2(unsigned long n) { return n && !(n & (n - 1)); }
#define ilog2(n) ((n) ? 63 - __builtin_clzll((unsigned long long)(n)) : -1)
#define const_ilog2(n) ilog2(n)
#define roundup_pow_of_two(n) ((n) <= 1 ? 1UL : 1UL << (ilog2((n)-1) + 1))
#define __roundup_pow_of_two(n) roundup_pow_of_two(n)
#define rounddown_pow_of_two(n) (1UL << ilog2(n))
#define order_base_2(n) ((n) > 1 ? ilog2((n)-1) + 1 : 0)
#define bits_per(n) ((n) < 2 ? 1 : ilog2(n) + 1)
