/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <asm/barrier.h>
#include <linux/align.h>
#include <linux/array_size.h>
#include <linux/bitops.h>
#include <linux/bug.h>
#include <linux/build_bug.h>
#include <linux/compiler.h>
#include <linux/container_of.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/instruction_pointer.h>
#include <linux/kconfig.h>
#include <linux/limits.h>
#include <linux/log2.h>
#include <linux/math.h>
#include <linux/minmax.h>
#include <linux/printk.h>
#include <linux/sprintf.h>
#include <linux/stddef.h>
#include <linux/string.h>
#include <linux/types.h>

/* kind: custom */
void __might_sleep(const char *file, int line);
int __cond_resched(void);

/* kind: same */
#define might_sleep() __might_sleep(0, 0)
#define might_sleep_if(condition) \
	do { \
		if (condition) \
			might_sleep(); \
	} while (0)
#define cond_resched() __cond_resched()
#define might_fault() might_sleep()
#define upper_32_bits(n) ((u32)(((n) >> 16) >> 16))
#define lower_32_bits(n) ((u32)((n) & 0xffffffff))
#define PTR_IF(condition, pointer) ((condition) ? (pointer) : NULL)
#define REPEAT_BYTE(value) ((~0ul / 0xff) * (value))
#define u64_to_user_ptr(value) ((void __user *)(uintptr_t)(value))
enum system_states {
	SYSTEM_BOOTING,
	SYSTEM_SCHEDULING,
	SYSTEM_FREEING_INITMEM,
	SYSTEM_RUNNING,
	SYSTEM_HALT,
	SYSTEM_POWER_OFF,
	SYSTEM_RESTART,
	SYSTEM_SUSPEND,
};

/* kind: custom */
extern enum system_states system_state;
