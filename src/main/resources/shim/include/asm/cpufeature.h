/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <asm/cpufeatures.h>
#include <asm/processor.h>
#include <linux/types.h>

/* kind: custom */
/* By number and by name: numbers differ by release, names do not. */
bool seamreplay_cpu_has(unsigned int number, const char *name);
void seamreplay_set_cpu_cap(unsigned int number, const char *name);
void seamreplay_clear_cpu_cap(unsigned int number, const char *name);

/* kind: same */
#define boot_cpu_has(bit) seamreplay_cpu_has(bit, #bit)
#define this_cpu_has(bit) seamreplay_cpu_has(bit, #bit)
#define static_cpu_has(bit) seamreplay_cpu_has(bit, #bit)
#define cpu_feature_enabled(bit) seamreplay_cpu_has(bit, #bit)
#define cpu_has(cpu, bit) seamreplay_cpu_has(bit, #bit)
#define boot_cpu_has_bug(bit) seamreplay_cpu_has(bit, #bit)
#define static_cpu_has_bug(bit) seamreplay_cpu_has(bit, #bit)
#define cpu_has_bug(cpu, bit) seamreplay_cpu_has(bit, #bit)
#define setup_force_cpu_cap(bit) seamreplay_set_cpu_cap(bit, #bit)
#define setup_force_cpu_bug(bit) seamreplay_set_cpu_cap(bit, #bit)
#define setup_clear_cpu_cap(bit) seamreplay_clear_cpu_cap(bit, #bit)
