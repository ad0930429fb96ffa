/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <asm/barrier.h>
#include <asm/page_types.h>
#include <linux/cache.h>
#include <linux/percpu-defs.h>
#include <linux/types.h>

/* kind: same */
#define X86_VENDOR_INTEL 0
#define X86_VENDOR_AMD 2

/* kind: custom */
struct cpuinfo_x86 {
	union {
		struct {
			u8 x86_model;
			u8 x86;
			u8 x86_vendor;
			u8 x86_reserved;
		};
		u32 x86_vfm;
	};
	u8 x86_stepping;
	u8 x86_virt_bits;
	u8 x86_phys_bits;
	u8 x86_cache_bits;
	u16 x86_clflush_size;
	u32 microcode;
};
extern struct cpuinfo_x86 boot_cpu_data;
void cpu_relax(void);
/* Lives in the kernel proper; weak, because every unit brings it here. */
__weak DEFINE_PER_CPU(bool, cache_state_incoherent);

/* kind: same */
#define rep_nop() cpu_relax()
static __always_inline void prefetch(const void *address) { }
static __always_inline void prefetchw(const void *address) { }
