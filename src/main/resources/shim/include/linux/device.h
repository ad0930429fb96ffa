/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/types.h>

/* kind: custom */
struct device {
	void *seamreplay_name;
	void *driver_data;
};
struct device_attribute;
__printf(3, 4) void _dev_printk(const char *level, const struct device *device, const char *format, ...);

/* kind: same */
#define dev_emerg(device, format, ...) _dev_printk("0", device, format, ##__VA_ARGS__)
#define dev_err(device, format, ...) _dev_printk("3", device, format, ##__VA_ARGS__)
#define dev_warn(device, format, ...) _dev_printk("4", device, format, ##__VA_ARGS__)
#define dev_notice(device, format, ...) _dev_printk("5", device, format, ##__VA_ARGS__)
#define dev_info(device, format, ...) _dev_printk("6", device, format, ##__VA_ARGS__)
static inline void *dev_get_drvdata(const struct device *device) { return device->driver_data; }
static inline void dev_set_drvdata(struct device *device, void *data) { device->driver_data = data; }
