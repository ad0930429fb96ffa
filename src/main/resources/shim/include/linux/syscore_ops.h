/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/list.h>

/* kind: custom */
/*
 * Two forms, by release: the callbacks take nothing and the list runs through the ops, or they take a pointer and
 * the list runs through struct syscore. Callbacks without prototype serve both.
 */
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wstrict-prototypes"
struct syscore_ops {
	struct list_head node;
	int (*suspend)();
	void (*resume)();
	void (*shutdown)();
};
#pragma clang diagnostic pop
struct syscore {
	struct list_head node;
	const struct syscore_ops *ops;
	void *data;
};
void register_syscore_ops(struct syscore_ops *ops);
void unregister_syscore_ops(struct syscore_ops *ops);
void register_syscore(struct syscore *syscore);
void unregister_syscore(struct syscore *syscore);
