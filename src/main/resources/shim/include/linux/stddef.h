/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/compiler.h>

/* kind: same */
#undef NULL
#define NULL ((void *)0)
enum { false = 0, true = 1 };
#define sizeof_field(type, member) sizeof(((type *)0)->member)
#define offsetofend(type, member) (offsetof(type, member) + sizeof_field(type, member))
#define struct_group(name, members...) \
	union { \
		struct { members }; \
		struct { members } name; \
	}
#define struct_group_tagged(tag, name, members...) \
	union { \
		struct { members }; \
		struct tag { members } name; \
	}
#define struct_group_attr(name, attributes, members...) \
	union { \
		struct { members } attributes; \
		struct { members } attributes name; \
	}
/* An empty member in front lets a flexible array stand alone in a struct or in a union. */
#define __DECLARE_FLEX_ARRAY(type, name) \
	struct { \
		struct { } __empty_##name; \
		type name[]; \
	}
#define DECLARE_FLEX_ARRAY(type, name) __DECLARE_FLEX_ARRAY(type, name)
#define TRAILING_OVERLAP(type, name, flexible, members) \
	union { \
		type name; \
		struct { \
			unsigned char __offset_to_##flexible[offsetof(type, flexible)]; \
			members \
		}; \
	}
