/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/kernel.h>
#include <linux/preempt.h>

/* kind: custom */
struct task_struct {
	int pid;
	char comm[16];
};
struct task_struct *seamreplay_current(void);
void schedule(void);
long schedule_timeout(long timeout);
int signal_pending(struct task_struct *task);
int fatal_signal_pending(struct task_struct *task);
bool need_resched(void);

/* kind: same */
#define current seamreplay_current()
#define TASK_RUNNING 0
#define TASK_INTERRUPTIBLE 1
#define TASK_UNINTERRUPTIBLE 2
