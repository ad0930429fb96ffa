/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/export.h>
#include <linux/init.h>
#include <linux/moduleparam.h>
#include <linux/slab.h>

/* kind: same */
#define module_init(function) device_initcall(function)
#define module_exit(function) __exitcall(function)
struct module;
#define THIS_MODULE ((struct module *)0)

/* kind: stub */
#define MODULE_AUTHOR(text)
#define MODULE_DESCRIPTION(text)
#define MODULE_LICENSE(text)
#define MODULE_VERSION(text)
#define MODULE_ALIAS(text)
#define MODULE_SOFTDEP(text)
#define MODULE_FIRMWARE(text)
#define MODULE_IMPORT_NS(space)
#define MODULE_DEVICE_TABLE(type, table)
static inline bool try_module_get(struct module *module) { return true; }
static inline void module_put(struct module *module) { }
