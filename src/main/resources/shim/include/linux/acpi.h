/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/device.h>
#include <linux/types.h>

/* kind: custom */
extern int (*acpi_suspend_lowlevel)(void);
extern int acpi_disabled;
