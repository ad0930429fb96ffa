/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/types.h>

/* kind: same */
/* States by their order; the numbers between the named ones are the kernel's own business. */
enum cpuhp_state {
	CPUHP_INVALID = -1,
	CPUHP_OFFLINE = 0,
	CPUHP_BP_PREPARE_DYN = 40,
	CPUHP_BP_PREPARE_DYN_END = CPUHP_BP_PREPARE_DYN + 20,
	CPUHP_BRINGUP_CPU,
	CPUHP_AP_OFFLINE = 80,
	CPUHP_AP_ONLINE = 120,
	CPUHP_TEARDOWN_CPU,
	CPUHP_AP_ONLINE_IDLE,
	CPUHP_AP_KVM_ONLINE,
	CPUHP_AP_ONLINE_DYN = 160,
	CPUHP_AP_ONLINE_DYN_END = CPUHP_AP_ONLINE_DYN + 40,
	CPUHP_AP_ACTIVE,
	CPUHP_ONLINE,
};

/* kind: custom */
int __cpuhp_setup_state(enum cpuhp_state state, const char *name, bool invoke, int (*startup)(unsigned int cpu),
			int (*teardown)(unsigned int cpu), bool multi_instance);
int __cpuhp_setup_state_cpuslocked(enum cpuhp_state state, const char *name, bool invoke,
				   int (*startup)(unsigned int cpu), int (*teardown)(unsigned int cpu), bool multi_instance);
void __cpuhp_remove_state(enum cpuhp_state state, bool invoke);
void __cpuhp_remove_state_cpuslocked(enum cpuhp_state state, bool invoke);

/* kind: same */
#define cpuhp_setup_state(state, name, startup, teardown) __cpuhp_setup_state(state, name, true, startup, teardown, false)
#define cpuhp_setup_state_cpuslocked(state, name, startup, teardown) \
	__cpuhp_setup_state_cpuslocked(state, name, true, startup, teardown, false)
#define cpuhp_setup_state_nocalls(state, name, startup, teardown) \
	__cpuhp_setup_state(state, name, false, startup, teardown, false)
#define cpuhp_setup_state_nocalls_cpuslocked(state, name, startup, teardown) \
	__cpuhp_setup_state_cpuslocked(state, name, false, startup, teardown, false)
#define cpuhp_remove_state(state) __cpuhp_remove_state(state, true)
#define cpuhp_remove_state_nocalls(state) __cpuhp_remove_state(state, false)
#define cpuhp_remove_state_nocalls_cpuslocked(state) __cpuhp_remove_state_cpuslocked(state, false)
