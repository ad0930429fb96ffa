/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <asm/reboot.h>
#include <linux/types.h>

/* kind: custom */
int seamreplay_virt_get_ref(unsigned int number, const char *name);
void seamreplay_virt_put_ref(unsigned int number, const char *name);
extern bool virt_rebooting;

/* kind: same */
#define x86_virt_get_ref(feature) seamreplay_virt_get_ref(feature, #feature)
#define x86_virt_put_ref(feature) seamreplay_virt_put_ref(feature, #feature)
