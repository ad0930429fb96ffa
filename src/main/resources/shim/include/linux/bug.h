/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/build_bug.h>
#include <linux/compiler.h>
#include <linux/printk.h>

/* kind: custom */
/* File and line stay empty: the model takes both, and the stack, from the call itself. */
void warn_slowpath_fmt(const char *file, int line, unsigned int taint, const char *format, ...);
void __noreturn seamreplay_bug(void);
void __noreturn panic(const char *format, ...);
void add_taint(unsigned int flag, int lockdep_ok);

/* kind: same */
#define TAINT_WARN 9
enum lockdep_ok { LOCKDEP_STILL_OK, LOCKDEP_NOW_UNRELIABLE };
#define BUG() seamreplay_bug()
#define BUG_ON(condition) \
	do { \
		if (unlikely(condition)) \
			BUG(); \
	} while (0)
#define __WARN() warn_slowpath_fmt(0, 0, TAINT_WARN, 0)
#define WARN_ON(condition) \
	({ \
		int __warn = !!(condition); \
		if (unlikely(__warn)) \
			__WARN(); \
		unlikely(__warn); \
	})
#define WARN(condition, format...) \
	({ \
		int __warn = !!(condition); \
		if (unlikely(__warn)) \
			warn_slowpath_fmt(0, 0, TAINT_WARN, format); \
		unlikely(__warn); \
	})
#define WARN_TAINT(condition, taint, format...) WARN(condition, format)
#define WARN_ON_ONCE(condition) \
	({ \
		static bool __section(".data..once") __warned; \
		int __warn = !!(condition); \
		if (unlikely(__warn && !__warned)) { \
			__warned = true; \
			__WARN(); \
		} \
		unlikely(__warn); \
	})
#define WARN_ONCE(condition, format...) \
	({ \
		static bool __section(".data..once") __warned; \
		int __warn = !!(condition); \
		if (unlikely(__warn && !__warned)) { \
			__warned = true; \
			warn_slowpath_fmt(0, 0, TAINT_WARN, format); \
		} \
		unlikely(__warn); \
	})
#define WARN_TAINT_ONCE(condition, taint, format...) WARN_ONCE(condition, format)
#define CHECK_DATA_CORRUPTION(condition, address, format...) WARN(condition, format)
