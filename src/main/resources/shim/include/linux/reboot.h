/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/notifier.h>

/* kind: same */
#define SYS_DOWN 0x0001
#define SYS_RESTART SYS_DOWN
#define SYS_HALT 0x0002
#define SYS_POWER_OFF 0x0003

/* kind: custom */
int register_reboot_notifier(struct notifier_block *block);
int unregister_reboot_notifier(struct notifier_block *block);
