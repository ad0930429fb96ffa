/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/compiler_attributes.h>

/* kind: same */
#define ___PASTE(a, b) a##b
#define __PASTE(a, b) ___PASTE(a, b)
#define __UNIQUE_ID(prefix) __PASTE(__PASTE(__UNIQUE_ID_, prefix), __COUNTER__)
#define asm_inline asm
#define __auto_type_of(value) __typeof__(value)
#define __same_type(a, b) __builtin_types_compatible_p(__typeof__(a), __typeof__(b))
#define __scalar_type_to_expr_cases(type) unsigned type : (unsigned type)0, signed type : (signed type)0
#define __unqual_scalar_typeof(value) __typeof__(value)
#define TYPEOF_UNQUAL(value) __typeof_unqual__(value)
#define __native_word(value) \
	(sizeof(value) == 1 || sizeof(value) == 2 || sizeof(value) == 4 || sizeof(value) == 8)
#define __must_be_array(array) \
	((int)sizeof(char[1 - 2 * !!__same_type((array), &(array)[0])]) - 1)
#define noinline_for_stack noinline
#define __noinitretpoline
#define __compiletime_object_size(object) __builtin_object_size(object, 0)

/* A false constant is an error in the unit; what the compiler cannot decide without optimising passes. */
#define compiletime_assert(condition, message) ((void)sizeof(char[1 - 2 * !(condition)]))

/* kind: stub */
#define __user
#define __kernel
#define __iomem
#define __percpu
#define __rcu
#define __force
#define __nocast
#define __safe
#define __private
#define __must_hold(lock)
#define __acquires(lock)
#define __releases(lock)
#define __cond_acquires(...)
#define __cond_lock(lock, value) (value)
#define __acquire(lock) ((void)0)
#define __release(lock) ((void)0)
#define __context_unsafe(...)
#define __guarded_by(...)
#define __pt_guarded_by(...)
#define __chk_user_ptr(pointer) ((void)0)
#define __bitwise
#define __must_be_noncstr(...) 0
#define ACCESS_PRIVATE(object, member) ((object)->member)
#define notrace
#define noinstr noinline
#define __noinstr_section(section) noinline
#define __no_kcsan
#define __nocfi
#define __cpuidle
#define instrumentation_begin() do { } while (0)
#define instrumentation_end() do { } while (0)
#define data_race(expression) (expression)
#define __diag_push()
#define __diag_pop()
#define __diag_ignore_all(...)
#define __diag_ignore(...)
