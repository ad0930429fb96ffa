/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/cpumask.h>
#include <linux/nodemask.h>
#include <linux/smp.h>

/* kind: custom */
int topology_physical_package_id(int cpu);
int topology_logical_package_id(int cpu);
int topology_core_id(int cpu);
unsigned int topology_max_packages(void);
const struct cpumask *topology_core_cpumask(int cpu);
int cpu_to_node(int cpu);
const struct cpumask *cpumask_of_node(int node);

/* kind: same */
#define numa_node_id() cpu_to_node(raw_smp_processor_id())
#define numa_mem_id() numa_node_id()
#define early_cpu_to_node(cpu) cpu_to_node(cpu)
