/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/compiler_types.h>

/* kind: same */
#define likely(condition) __builtin_expect(!!(condition), 1)
#define unlikely(condition) __builtin_expect(!!(condition), 0)
#define barrier() __atomic_signal_fence(__ATOMIC_SEQ_CST)
#define barrier_data(pointer) ((void)(pointer), barrier())
#define READ_ONCE(object) (*(const volatile __typeof__(object) *)&(object))
#define __READ_ONCE(object) READ_ONCE(object)
#define WRITE_ONCE(object, value) \
	do { \
		*(volatile __typeof__(object) *)&(object) = (value); \
	} while (0)
#define __WRITE_ONCE(object, value) WRITE_ONCE(object, value)
#define OPTIMIZER_HIDE_VAR(variable) barrier()
#define RELOC_HIDE(pointer, offset) ((__typeof__(pointer))((unsigned long)(pointer) + (offset)))
#define absolute_pointer(value) RELOC_HIDE((void *)(value), 0)
#define unreachable() __builtin_unreachable()
#define offsetof(type, member) __builtin_offsetof(type, member)
#define __is_constexpr(value) \
	(sizeof(int) == sizeof(*(8 ? ((void *)((long)(value) * 0l)) : (int *)8)))
#define is_signed_type(type) (((type)(-1)) < (type)1)
#define is_unsigned_type(type) (!is_signed_type(type))
#define __is_array(array) (!__same_type((array), &(array)[0]))
#define __BUILD_BUG_ON_ZERO_MSG(condition, message, ...) ((int)sizeof(char[1 - 2 * !!(condition)]) - 1)
#define statically_true(condition) (__builtin_constant_p(condition) && (condition))
#define const_true(condition) statically_true(condition)

/* kind: stub */
#define __ADDRESSABLE(symbol)
#define annotate_unreachable()
