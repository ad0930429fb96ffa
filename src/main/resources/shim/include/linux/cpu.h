/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/cleanup.h>
#include <linux/cpuhotplug.h>
#include <linux/cpumask.h>
#include <linux/kernel.h>
#include <linux/lockdep.h>
#include <linux/preempt.h>
#include <linux/smp.h>
#include <linux/topology.h>

/* kind: custom */
void cpus_read_lock(void);
int cpus_read_trylock(void);
void cpus_read_unlock(void);
void cpus_write_lock(void);
void cpus_write_unlock(void);
void cpu_hotplug_disable(void);
void cpu_hotplug_enable(void);

/* kind: same */
DEFINE_LOCK_GUARD_0(cpus_read_lock, cpus_read_lock(), cpus_read_unlock())
