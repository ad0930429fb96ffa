/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/types.h>

/* kind: custom */
void movdir64b(void *to, const void *from);
void wbinvd(void);
void wbnoinvd(void);
void clflush(volatile void *address);
void clflushopt(volatile void *address);
void clwb(volatile void *address);
