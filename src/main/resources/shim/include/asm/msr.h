/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <asm/msr-index.h>
#include <linux/types.h>

/* kind: same */
struct msr {
	union {
		struct {
			u32 l;
			u32 h;
		};
		u64 q;
	};
};

/* kind: custom */
u64 seamreplay_rdmsr(u32 number);
int seamreplay_rdmsr_safe(u32 number, u64 *value);
void seamreplay_wrmsr(u32 number, u64 value);
int seamreplay_wrmsr_safe(u32 number, u64 value);
int rdmsrq_on_cpu(unsigned int cpu, u32 number, u64 *value);
int rdmsrq_safe_on_cpu(unsigned int cpu, u32 number, u64 *value);
int wrmsrq_on_cpu(unsigned int cpu, u32 number, u64 value);

/* kind: same */
#define rdmsrq(number, value) ((void)((value) = seamreplay_rdmsr(number)))
#define rdmsrl(number, value) rdmsrq(number, value)
#define native_rdmsrq(number) seamreplay_rdmsr(number)
#define rdmsr(number, low, high) \
	do { \
		u64 __msr = seamreplay_rdmsr(number); \
		(low) = (u32)__msr; \
		(high) = (u32)(__msr >> 32); \
	} while (0)
static inline int rdmsrq_safe(u32 number, u64 *value) { return seamreplay_rdmsr_safe(number, value); }
#define rdmsrl_safe(number, value) rdmsrq_safe(number, value)
#define rdmsr_safe(number, low, high) \
	({ \
		u64 __msr = 0; \
		int __error = seamreplay_rdmsr_safe(number, &__msr); \
		*(low) = (u32)__msr; \
		*(high) = (u32)(__msr >> 32); \
		__error; \
	})
#define wrmsrq(number, value) seamreplay_wrmsr(number, value)
#define wrmsrl(number, value) seamreplay_wrmsr(number, value)
#define wrmsr(number, low, high) seamreplay_wrmsr(number, (u64)(high) << 32 | (u32)(low))
#define wrmsrq_safe(number, value) seamreplay_wrmsr_safe(number, value)
#define wrmsrl_safe(number, value) seamreplay_wrmsr_safe(number, value)
#define rdmsrl_on_cpu rdmsrq_on_cpu
#define wrmsrl_on_cpu wrmsrq_on_cpu
