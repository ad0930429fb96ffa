/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/init.h>
#include <linux/kern_levels.h>
#include <linux/ratelimit_types.h>
#include <linux/types.h>

/* kind: custom */
__printf(1, 2) int _printk(const char *format, ...);
__printf(1, 2) int _printk_deferred(const char *format, ...);
void dump_stack(void);
void print_hex_dump(const char *level, const char *prefix, int prefix_type, int row, int group,
		    const void *buffer, size_t length, bool ascii);
enum { DUMP_PREFIX_NONE, DUMP_PREFIX_ADDRESS, DUMP_PREFIX_OFFSET };

/* kind: same */
#ifndef pr_fmt
#define pr_fmt(fmt) fmt
#endif
#define printk(format, ...) _printk(format, ##__VA_ARGS__)
#define printk_deferred(format, ...) _printk_deferred(format, ##__VA_ARGS__)
#define no_printk(format, ...) \
	({ \
		if (0) \
			_printk(format, ##__VA_ARGS__); \
		0; \
	})
#define pr_emerg(format, ...) printk(KERN_EMERG pr_fmt(format), ##__VA_ARGS__)
#define pr_alert(format, ...) printk(KERN_ALERT pr_fmt(format), ##__VA_ARGS__)
#define pr_crit(format, ...) printk(KERN_CRIT pr_fmt(format), ##__VA_ARGS__)
#define pr_err(format, ...) printk(KERN_ERR pr_fmt(format), ##__VA_ARGS__)
#define pr_warn(format, ...) printk(KERN_WARNING pr_fmt(format), ##__VA_ARGS__)
#define pr_notice(format, ...) printk(KERN_NOTICE pr_fmt(format), ##__VA_ARGS__)
#define pr_info(format, ...) printk(KERN_INFO pr_fmt(format), ##__VA_ARGS__)
#define pr_cont(format, ...) printk(KERN_CONT format, ##__VA_ARGS__)
#ifdef DEBUG
#define pr_devel(format, ...) printk(KERN_DEBUG pr_fmt(format), ##__VA_ARGS__)
#define pr_debug(format, ...) printk(KERN_DEBUG pr_fmt(format), ##__VA_ARGS__)
#else
#define pr_devel(format, ...) no_printk(KERN_DEBUG pr_fmt(format), ##__VA_ARGS__)
#define pr_debug(format, ...) no_printk(KERN_DEBUG pr_fmt(format), ##__VA_ARGS__)
#endif

#define DO_ONCE_LITE_IF(condition, function, ...) \
	({ \
		static bool __section(".data..once") __done; \
		bool __now = (condition); \
		if (__now && !__done) { \
			__done = true; \
			function(__VA_ARGS__); \
		} \
		__now; \
	})
#define DO_ONCE_LITE(function, ...) DO_ONCE_LITE_IF(true, function, ##__VA_ARGS__)
#define printk_once(format, ...) DO_ONCE_LITE(_printk, format, ##__VA_ARGS__)
#define pr_err_once(format, ...) printk_once(KERN_ERR pr_fmt(format), ##__VA_ARGS__)
#define pr_warn_once(format, ...) printk_once(KERN_WARNING pr_fmt(format), ##__VA_ARGS__)
#define pr_notice_once(format, ...) printk_once(KERN_NOTICE pr_fmt(format), ##__VA_ARGS__)
#define pr_info_once(format, ...) printk_once(KERN_INFO pr_fmt(format), ##__VA_ARGS__)
#define printk_ratelimited(format, ...) \
	({ \
		static DEFINE_RATELIMIT_STATE(__limit, DEFAULT_RATELIMIT_INTERVAL, DEFAULT_RATELIMIT_BURST); \
		if (__ratelimit(&__limit)) \
			_printk(format, ##__VA_ARGS__); \
	})
#define pr_err_ratelimited(format, ...) printk_ratelimited(KERN_ERR pr_fmt(format), ##__VA_ARGS__)
#define pr_warn_ratelimited(format, ...) printk_ratelimited(KERN_WARNING pr_fmt(format), ##__VA_ARGS__)
#define pr_notice_ratelimited(format, ...) printk_ratelimited(KERN_NOTICE pr_fmt(format), ##__VA_ARGS__)
#define pr_info_ratelimited(format, ...) printk_ratelimited(KERN_INFO pr_fmt(format), ##__VA_ARGS__)
#define pr_debug_ratelimited(format, ...) no_printk(KERN_DEBUG pr_fmt(format), ##__VA_ARGS__)
#define print_hex_dump_debug(...) do { } while (0)
