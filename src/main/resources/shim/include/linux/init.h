/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/compiler.h>
#include <linux/stringify.h>
#include <linux/types.h>

/* kind: custom */
/* The model of boot calls what lies in .initcallN.init and then takes .init.* away. */
#define __init __section(".init.text") __cold
#define __initdata __section(".init.data")
#define __initconst __section(".init.rodata")
#define __exit __section(".exit.text") __used __cold
#define __exitdata __section(".exit.data")
#define __ro_after_init __section(".data..ro_after_init")
#define __init_or_module __init
#define __initdata_or_module __initdata

typedef int (*initcall_t)(void);
typedef void (*exitcall_t)(void);
#define __define_initcall(function, level) \
	static initcall_t __PASTE(__initcall_##function, level) __used \
		__section(".initcall" #level ".init") = function
#define early_initcall(function) __define_initcall(function, early)
#define pure_initcall(function) __define_initcall(function, 0)
#define core_initcall(function) __define_initcall(function, 1)
#define postcore_initcall(function) __define_initcall(function, 2)
#define arch_initcall(function) __define_initcall(function, 3)
#define subsys_initcall(function) __define_initcall(function, 4)
#define fs_initcall(function) __define_initcall(function, 5)
#define rootfs_initcall(function) __define_initcall(function, rootfs)
#define device_initcall(function) __define_initcall(function, 6)
#define late_initcall(function) __define_initcall(function, 7)
#define __initcall(function) device_initcall(function)
#define __exitcall(function) static exitcall_t __exitcall_##function __used __section(".exitcall.exit") = function

/* kind: same */
#define __ref
#define __refdata
#define __refconst
#define __meminit
#define __meminitdata
#define __memexit
#define __cpuinit
#define __noinitdata

/* kind: stub */
/* Command line parameters keep their defaults. */
#define __setup(text, function)
#define early_param(text, function)
