/* SPDX-License-Identifier: GPL-2.0 OR MIT */
/*
 * Included before every unit: the configuration that the units are compiled with.
 *
 * Sections of the shim are marked by kind, so that a list can be made of what differs from the kernel:
 *   kind: same    means what it means in the kernel
 *   kind: stub    does nothing here, and nothing is lost by it
 *   kind: custom  calls or marks something that a model in Java sees
 */
#pragma once

/* kind: same */
#define __KERNEL__ 1
#define CONFIG_64BIT 1
#define CONFIG_X86 1
#define CONFIG_X86_64 1
#define CONFIG_X86_LOCAL_APIC 1
#define CONFIG_X86_MCE 1
#define CONFIG_SMP 1
#define CONFIG_NR_CPUS 8192
#define CONFIG_CPUMASK_OFFSTACK 1
#define CONFIG_HOTPLUG_CPU 1
#define CONFIG_NUMA 1
#define CONFIG_NODES_SHIFT 10
#define CONFIG_SPARSEMEM 1
#define CONFIG_SPARSEMEM_VMEMMAP 1
#define CONFIG_MEMORY_HOTPLUG 1
#define CONFIG_CONTIG_ALLOC 1
#define CONFIG_PGTABLE_LEVELS 5
#define CONFIG_MMU 1
#define CONFIG_ACPI 1
#define CONFIG_SUSPEND 1
#define CONFIG_PM 1
#define CONFIG_PM_SLEEP 1
#define CONFIG_HIBERNATION 1
#define CONFIG_KEXEC_CORE 1
#define CONFIG_SYSFS 1
#define CONFIG_PRINTK 1
#define CONFIG_BUG 1
#define CONFIG_PREEMPT_COUNT 1
#define CONFIG_PREEMPTION 1
#define CONFIG_DEBUG_PREEMPT 1
#define CONFIG_DEBUG_ATOMIC_SLEEP 1
#define CONFIG_LOCKDEP 1
#define CONFIG_PROVE_LOCKING 1
#define CONFIG_CPU_SUP_INTEL 1
#define CONFIG_KVM 1
#define CONFIG_KVM_X86 1
#define CONFIG_KVM_INTEL 1
#define CONFIG_INTEL_TDX_HOST 1
#define CONFIG_KVM_INTEL_TDX 1

#ifndef KBUILD_MODNAME
#define KBUILD_MODNAME "seamreplay"
#endif
#ifndef KBUILD_BASENAME
#define KBUILD_BASENAME KBUILD_MODNAME
#endif

#include <linux/kconfig.h>
#include <linux/compiler_types.h>
