// SPDX-License-Identifier: GPL-2.0 OR MIT
/*
 * Numbers of the tree that the models in Java need, compiled with its headers. Each is the size of a member, so it is
 * read where layouts of structs are, from debug information, and there is no code.
 */
#include <linux/cpuhotplug.h>
#include <linux/cpumask.h>
#include <linux/gfp.h>
#include <linux/kernel.h>
#include <linux/memory.h>
#include <linux/nodemask.h>
#include <linux/notifier.h>
#include <linux/numa.h>
#include <linux/syscore_ops.h>
#include <asm/mce.h>
#include <asm/processor.h>

/* The name must not stand alone, or it is replaced if it is a macro. */
#define NUMBER(name) char number_##name[name]

struct seamreplay_numbers {
	NUMBER(CPUHP_AP_ONLINE_DYN);
	NUMBER(CPUHP_AP_ONLINE_DYN_END);
	NUMBER(CPUHP_BP_PREPARE_DYN);
	NUMBER(CPUHP_BP_PREPARE_DYN_END);
	NUMBER(GFP_KERNEL);
	NUMBER(MAX_NUMNODES);
	NUMBER(MEM_CANCEL_ONLINE);
	NUMBER(MEM_GOING_ONLINE);
	NUMBER(MEM_ONLINE);
	NUMBER(NOTIFY_OK);
	NUMBER(NOTIFY_STOP_MASK);
	NUMBER(NR_NODE_STATES);
	NUMBER(N_GENERIC_INITIATOR);
	NUMBER(SYSTEM_RUNNING);
	NUMBER(__GFP_DIRECT_RECLAIM);
	NUMBER(__GFP_NOFAIL);
	NUMBER(__GFP_THISNODE);
	NUMBER(__GFP_ZERO);
};
