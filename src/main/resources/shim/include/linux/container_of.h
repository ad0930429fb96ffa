/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/stddef.h>

/* kind: same */
#define container_of(pointer, type, member) \
	({ \
		void *__member = (void *)(pointer); \
		_Static_assert(__same_type(*(pointer), ((type *)0)->member) || \
			       __same_type(*(pointer), void), "container_of: other type than the member"); \
		(type *)(__member - offsetof(type, member)); \
	})
#define container_of_const(pointer, type, member) \
	_Generic(pointer, \
		 const __typeof__(*(pointer)) *: (const type *)container_of(pointer, type, member), \
		 default: (type *)container_of(pointer, type, member))
#define typeof_member(type, member) __typeof__(((type *)0)->member)
