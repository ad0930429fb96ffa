/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/types.h>

/* kind: custom */
/* Java counts by the address of the state: there is no clock in a replay, so only the burst matters. */
struct ratelimit_state {
	int interval;
	int burst;
	unsigned long seamreplay_reserved[4];
};
#define DEFAULT_RATELIMIT_INTERVAL (5 * 1000)
#define DEFAULT_RATELIMIT_BURST 10
#define RATELIMIT_STATE_INIT(name, interval_init, burst_init) { .interval = interval_init, .burst = burst_init }
#define DEFINE_RATELIMIT_STATE(name, interval_init, burst_init) \
	struct ratelimit_state name = RATELIMIT_STATE_INIT(name, interval_init, burst_init)
int ___ratelimit(struct ratelimit_state *state, const char *function);
#define __ratelimit(state) ___ratelimit(state, __func__)
