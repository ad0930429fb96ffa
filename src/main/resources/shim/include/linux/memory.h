/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/cpu.h>
#include <linux/memory_hotplug.h>
#include <linux/notifier.h>
#include <linux/types.h>

/* kind: same */
#define MEM_ONLINE (1 << 0)
#define MEM_GOING_OFFLINE (1 << 1)
#define MEM_OFFLINE (1 << 2)
#define MEM_GOING_ONLINE (1 << 3)
#define MEM_CANCEL_ONLINE (1 << 4)
#define MEM_CANCEL_OFFLINE (1 << 5)
#define MEM_PREPARE_ONLINE (1 << 6)
#define MEM_FINISH_OFFLINE (1 << 7)
#define DEFAULT_CALLBACK_PRI 0

/* kind: custom */
/* Java fills it: the two fields that all releases have come first. */
struct memory_notify {
	unsigned long start_pfn;
	unsigned long nr_pages;
	unsigned long altmap_start_pfn;
	unsigned long altmap_nr_pages;
	int status_change_nid_normal;
	int status_change_nid;
};
int register_memory_notifier(struct notifier_block *block);
void unregister_memory_notifier(struct notifier_block *block);

/* kind: same */
#define hotplug_memory_notifier(function, order) \
	({ \
		static struct notifier_block __block = { .notifier_call = function, .priority = order }; \
		register_memory_notifier(&__block); \
	})
