/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/types.h>

/* kind: custom */
/* Time stands still between events; waiting moves it on. */
extern unsigned long volatile jiffies;

/* kind: same */
#define HZ 1000
#define time_after(a, b) ((long)((b) - (a)) < 0)
#define time_before(a, b) time_after(b, a)
#define time_after_eq(a, b) ((long)((a) - (b)) >= 0)
#define time_before_eq(a, b) time_after_eq(b, a)
#define msecs_to_jiffies(value) ((unsigned long)(value))
#define jiffies_to_msecs(value) ((unsigned int)(value))
