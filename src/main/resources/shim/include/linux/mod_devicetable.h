/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/types.h>

/* kind: custom */
struct x86_cpu_id {
	u16 vendor;
	u16 family;
	u16 model;
	u16 feature;
	const char *name;
	unsigned long driver_data;
};
