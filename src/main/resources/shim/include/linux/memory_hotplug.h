/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/mmzone.h>

/* kind: custom */
void get_online_mems(void);
void put_online_mems(void);
void mem_hotplug_begin(void);
void mem_hotplug_done(void);
