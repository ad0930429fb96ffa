/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/cpu.h>
#include <linux/cpumask.h>
#include <linux/smp.h>

/* kind: custom */
typedef int (*cpu_stop_fn_t)(void *argument);
int stop_machine(cpu_stop_fn_t function, void *data, const struct cpumask *cpus);
int stop_machine_cpuslocked(cpu_stop_fn_t function, void *data, const struct cpumask *cpus);
int stop_one_cpu(unsigned int cpu, cpu_stop_fn_t function, void *argument);
