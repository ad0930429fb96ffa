/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/cleanup.h>

/* kind: custom */
void preempt_count_add(int by);
void preempt_count_sub(int by);
int preempt_count(void);
bool seamreplay_preemptible(void);
bool seamreplay_in_interrupt(void);
void migrate_disable(void);
void migrate_enable(void);

/* kind: same */
#define preempt_disable() preempt_count_add(1)
#define preempt_enable() preempt_count_sub(1)
#define preempt_enable_no_resched() preempt_count_sub(1)
#define preempt_disable_notrace() preempt_count_add(1)
#define preempt_enable_notrace() preempt_count_sub(1)
#define preemptible() seamreplay_preemptible()
#define in_atomic() (preempt_count() != 0)
#define in_interrupt() seamreplay_in_interrupt()
#define in_task() (!seamreplay_in_interrupt())
#define in_hardirq() seamreplay_in_interrupt()
#define in_nmi() 0
DEFINE_LOCK_GUARD_0(preempt, preempt_disable(), preempt_enable())
DEFINE_LOCK_GUARD_0(migrate, migrate_disable(), migrate_enable())
