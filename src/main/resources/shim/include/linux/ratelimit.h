/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/ratelimit_types.h>

/* kind: same */
static inline void ratelimit_state_init(struct ratelimit_state *state, int interval, int burst)
{
	__builtin_memset(state, 0, sizeof(*state));
	state->interval = interval;
	state->burst = burst;
}
