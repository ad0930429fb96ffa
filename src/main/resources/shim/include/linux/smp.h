/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/cpumask.h>
#include <linux/errno.h>
#include <linux/preempt.h>

/* kind: custom */
typedef void (*smp_call_func_t)(void *info);
typedef bool (*smp_cond_func_t)(int cpu, void *info);
extern int seamreplay_cpu_number;
unsigned int debug_smp_processor_id(void);
int smp_call_function_single(int cpu, smp_call_func_t function, void *info, int wait);
int smp_call_function_any(const struct cpumask *mask, smp_call_func_t function, void *info, int wait);
void smp_call_function(smp_call_func_t function, void *info, int wait);
void smp_call_function_many(const struct cpumask *mask, smp_call_func_t function, void *info, bool wait);
void on_each_cpu(smp_call_func_t function, void *info, int wait);
void on_each_cpu_mask(const struct cpumask *mask, smp_call_func_t function, void *info, bool wait);
void on_each_cpu_cond_mask(smp_cond_func_t condition, smp_call_func_t function, void *info, bool wait, const struct cpumask *mask);
int smp_call_on_cpu(unsigned int cpu, int (*function)(void *), void *argument, bool phys);
void kick_all_cpus_sync(void);

/* kind: same */
#define raw_smp_processor_id() seamreplay_cpu_number
#define __smp_processor_id() raw_smp_processor_id()
#define smp_processor_id() ((int)debug_smp_processor_id())
#define get_cpu() \
	({ \
		preempt_disable(); \
		smp_processor_id(); \
	})
#define put_cpu() preempt_enable()
#define on_each_cpu_cond(condition, function, info, wait) \
	on_each_cpu_cond_mask(condition, function, info, wait, cpu_online_mask)

/* kind: custom */
int wbinvd_on_all_cpus(void);
int wbinvd_on_cpu(int cpu);
int wbnoinvd_on_all_cpus(void);
void wbinvd_on_cpus_mask(struct cpumask *cpus);
