/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/init.h>

/* kind: stub */
/* Parameters keep their defaults. */
#define module_param(name, type, permission)
#define module_param_named(name, variable, type, permission)
#define module_param_cb(name, operations, argument, permission)
#define MODULE_PARM_DESC(name, text)
