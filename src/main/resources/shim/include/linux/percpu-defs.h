/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/compiler.h>
#include <linux/preempt.h>
#include <linux/types.h>

/* kind: custom */
/* Java makes one copy of the section .data..percpu for each CPU and sets the offset when the CPU changes. */
extern unsigned long __per_cpu_offset[];
extern unsigned long this_cpu_off;
void __this_cpu_preempt_check(const char *operation);
unsigned long seamreplay_my_cpu_offset(void);

/* kind: same */
#define PER_CPU_BASE_SECTION ".data..percpu"
#define DECLARE_PER_CPU(type, name) extern __section(PER_CPU_BASE_SECTION) __typeof__(type) name
#define DEFINE_PER_CPU(type, name) __section(PER_CPU_BASE_SECTION) __typeof__(type) name
#define DECLARE_PER_CPU_READ_MOSTLY(type, name) DECLARE_PER_CPU(type, name)
#define DEFINE_PER_CPU_READ_MOSTLY(type, name) DEFINE_PER_CPU(type, name)
#define DECLARE_PER_CPU_ALIGNED(type, name) DECLARE_PER_CPU(type, name) ____cacheline_aligned
#define DEFINE_PER_CPU_ALIGNED(type, name) DEFINE_PER_CPU(type, name) ____cacheline_aligned
#define DEFINE_PER_CPU_SHARED_ALIGNED(type, name) DEFINE_PER_CPU(type, name) ____cacheline_aligned
#define DEFINE_PER_CPU_PAGE_ALIGNED(type, name) DEFINE_PER_CPU(type, name) __aligned(4096)
#define DECLARE_PER_CPU_CACHE_HOT(type, name) DECLARE_PER_CPU(type, name)
#define DEFINE_PER_CPU_CACHE_HOT(type, name) DEFINE_PER_CPU(type, name)

#define SHIFT_PERCPU_PTR(pointer, offset) ((__typeof__(pointer))((unsigned long)(pointer) + (offset)))
#define per_cpu_offset(cpu) (__per_cpu_offset[cpu])
#define per_cpu_ptr(pointer, cpu) SHIFT_PERCPU_PTR(pointer, per_cpu_offset(cpu))
#define raw_cpu_ptr(pointer) SHIFT_PERCPU_PTR(pointer, this_cpu_off)
#define this_cpu_ptr(pointer) SHIFT_PERCPU_PTR(pointer, seamreplay_my_cpu_offset())
#define per_cpu(variable, cpu) (*per_cpu_ptr(&(variable), cpu))
#define get_cpu_var(variable) \
	(*({ \
		preempt_disable(); \
		this_cpu_ptr(&(variable)); \
	}))
#define put_cpu_var(variable) preempt_enable()
#define get_cpu_ptr(variable) \
	({ \
		preempt_disable(); \
		this_cpu_ptr(variable); \
	})
#define put_cpu_ptr(variable) preempt_enable()

#define raw_cpu_read(variable) (*raw_cpu_ptr(&(variable)))
#define raw_cpu_write(variable, value) (*raw_cpu_ptr(&(variable)) = (value))
#define raw_cpu_add(variable, value) (*raw_cpu_ptr(&(variable)) += (value))
/* A single instruction on the hardware, so allowed where the task may move to another CPU. */
#define this_cpu_read(variable) (*raw_cpu_ptr(&(variable)))
#define this_cpu_write(variable, value) (*raw_cpu_ptr(&(variable)) = (value))
#define this_cpu_add(variable, value) (*raw_cpu_ptr(&(variable)) += (value))
#define this_cpu_sub(variable, value) (*raw_cpu_ptr(&(variable)) -= (value))
#define this_cpu_inc(variable) this_cpu_add(variable, 1)
#define this_cpu_dec(variable) this_cpu_sub(variable, 1)
#define this_cpu_or(variable, value) (*raw_cpu_ptr(&(variable)) |= (value))
#define this_cpu_and(variable, value) (*raw_cpu_ptr(&(variable)) &= (value))
#define this_cpu_add_return(variable, value) (*raw_cpu_ptr(&(variable)) += (value))
#define this_cpu_inc_return(variable) this_cpu_add_return(variable, 1)
#define this_cpu_dec_return(variable) this_cpu_add_return(variable, -1)
#define this_cpu_xchg(variable, value) __atomic_exchange_n(raw_cpu_ptr(&(variable)), value, __ATOMIC_SEQ_CST)
/* The caller promises that the task stays. */
#define __this_cpu_read(variable) (__this_cpu_preempt_check("read"), this_cpu_read(variable))
#define __this_cpu_write(variable, value) (__this_cpu_preempt_check("write"), this_cpu_write(variable, value))
#define __this_cpu_add(variable, value) (__this_cpu_preempt_check("add"), this_cpu_add(variable, value))
#define __this_cpu_sub(variable, value) (__this_cpu_preempt_check("sub"), this_cpu_sub(variable, value))
#define __this_cpu_inc(variable) __this_cpu_add(variable, 1)
#define __this_cpu_dec(variable) __this_cpu_sub(variable, 1)
#define __this_cpu_inc_return(variable) (__this_cpu_preempt_check("add_return"), this_cpu_inc_return(variable))
#define __this_cpu_dec_return(variable) (__this_cpu_preempt_check("add_return"), this_cpu_dec_return(variable))
