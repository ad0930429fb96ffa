/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/jiffies.h>

/* kind: custom */
void msleep(unsigned int milliseconds);
void usleep_range(unsigned long least, unsigned long most);
void udelay(unsigned long microseconds);
void ndelay(unsigned long nanoseconds);
void mdelay(unsigned long milliseconds);

/* kind: same */
#define fsleep(microseconds) usleep_range(microseconds, 2 * (microseconds))
