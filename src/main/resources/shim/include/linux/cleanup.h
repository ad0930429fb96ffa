/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/compiler.h>
#include <linux/err.h>
#include <linux/types.h>

/* kind: same */
/* Scope-bound release. The names with one underscore (_T, _lock) are what users of the macros write. */
#define DEFINE_FREE(name, type, release) \
	static inline void __free_##name(void *variable) \
	{ \
		type _T = *(type *)variable; \
		release; \
	}
#define __free(name) __cleanup(__free_##name)
#define __get_and_null(pointer, null) \
	({ \
		__auto_type __place = &(pointer); \
		__auto_type __held = *__place; \
		*__place = null; \
		__held; \
	})
#define no_free_ptr(pointer) ((__typeof__(pointer))__get_and_null(pointer, NULL))
#define return_ptr(pointer) return no_free_ptr(pointer)
#define retain_and_null_ptr(pointer) ((void)__get_and_null(pointer, NULL))

#define DEFINE_CLASS(name, type, release, acquire, arguments...) \
	typedef type class_##name##_t; \
	static inline void class_##name##_destructor(type *variable) \
	{ \
		type _T = *variable; \
		release; \
	} \
	static inline type class_##name##_constructor(arguments) \
	{ \
		type __made = acquire; \
		return __made; \
	}
#define CLASS(name, variable) \
	class_##name##_t variable __cleanup(class_##name##_destructor) = class_##name##_constructor
#define scoped_class(name, variable, arguments...) \
	for (CLASS(name, variable)(arguments), *__once = (void *)1; __once; __once = NULL)

#define DEFINE_GUARD(name, type, lock, unlock) \
	DEFINE_CLASS(name, type, if (_T) { unlock; }, ({ lock; _T; }), type _T) \
	static inline void *class_##name##_lock_ptr(class_##name##_t *variable) { return (void *)(unsigned long)*variable; } \
	enum { class_##name##_is_conditional = 0 };
#define DEFINE_GUARD_COND(name, suffix, try, arguments...) \
	DEFINE_CLASS(name##suffix, class_##name##_t, if (_T) { class_##name##_destructor(&_T); }, \
		     ({ void *__result = _T; if (_T && !(try)) __result = NULL; __result; }), class_##name##_t _T) \
	static inline void *class_##name##suffix##_lock_ptr(class_##name##suffix##_t *variable) { return (void *)*variable; } \
	enum { class_##name##suffix##_is_conditional = 1 };

#define __DEFINE_UNLOCK_GUARD(name, type, unlock, members...) \
	typedef struct { \
		type *lock; \
		members; \
	} class_##name##_t; \
	static inline void class_##name##_destructor(class_##name##_t *_T) \
	{ \
		if (_T->lock) { \
			unlock; \
		} \
	} \
	static inline void *class_##name##_lock_ptr(class_##name##_t *_T) { return (void *)_T->lock; } \
	enum { class_##name##_is_conditional = 0 };
#define DEFINE_LOCK_GUARD_1(name, type, lock_it, unlock, members...) \
	__DEFINE_UNLOCK_GUARD(name, type, unlock, members) \
	static inline class_##name##_t class_##name##_constructor(type *l) \
	{ \
		class_##name##_t _t = { .lock = l }, *_T = &_t; \
		lock_it; \
		return _t; \
	}
#define DEFINE_LOCK_GUARD_0(name, lock_it, unlock, members...) \
	__DEFINE_UNLOCK_GUARD(name, void, unlock, members) \
	static inline class_##name##_t class_##name##_constructor(void) \
	{ \
		class_##name##_t _t = { .lock = (void *)1 }, *_T __maybe_unused = &_t; \
		lock_it; \
		return _t; \
	}
#define guard(name) CLASS(name, __UNIQUE_ID(guard))
#define __guard_ptr(name) class_##name##_lock_ptr
#define scoped_guard(name, arguments...) __scoped_guard(name, __UNIQUE_ID(scope), arguments)
#define __scoped_guard(name, variable, arguments...) \
	for (CLASS(name, variable)(arguments), *__once_##name = (void *)1; \
	     __once_##name && (__guard_ptr(name)(&variable) || !class_##name##_is_conditional); __once_##name = NULL)
#define scoped_cond_guard(name, otherwise, arguments...) \
	for (CLASS(name, __scope)(arguments), *__once_##name = (void *)1; __once_##name; __once_##name = NULL) \
		if (!__guard_ptr(name)(&__scope)) { \
			otherwise; \
		} else
#define DECLARE_LOCK_GUARD_1_ATTRS(...)
#define DECLARE_LOCK_GUARD_0_ATTRS(...)
