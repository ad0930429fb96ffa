/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <asm/intel-family.h>
#include <asm/processor.h>
#include <linux/mod_devicetable.h>

/* kind: same */
#define VFM_MODEL(value) ((value)&0xff)
#define VFM_FAMILY(value) ((value) >> 8 & 0xff)
#define VFM_VENDOR(value) ((value) >> 16 & 0xff)
#define VFM_MAKE(vendor, family, model) ((model) | (family) << 8 | (vendor) << 16)
#define X86_MATCH_FEATURE(number, driver) { .feature = number, .name = #number, .driver_data = (unsigned long)(driver) }

/* kind: custom */
const struct x86_cpu_id *x86_match_cpu(const struct x86_cpu_id *match);
