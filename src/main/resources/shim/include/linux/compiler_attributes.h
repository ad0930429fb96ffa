/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once

/* kind: same */
#define __alias(symbol) __attribute__((__alias__(#symbol)))
#define __aligned(bytes) __attribute__((__aligned__(bytes)))
#define __aligned_largest __attribute__((__aligned__))
#define __always_unused __attribute__((__unused__))
#define __cold __attribute__((__cold__))
#define __attribute_const__ __attribute__((__const__))
#define __cleanup(function) __attribute__((__cleanup__(function)))
#define __deprecated
#define __format(archetype, text, first)
#define __printf(text, first) __attribute__((__format__(__printf__, text, first)))
#define __gnu_inline __attribute__((__gnu_inline__))
#define __malloc __attribute__((__malloc__))
#define __maybe_unused __attribute__((__unused__))
#define __mode(kind) __attribute__((__mode__(kind)))
#define __must_check __attribute__((__warn_unused_result__))
#define __noreturn __attribute__((__noreturn__))
#define __packed __attribute__((__packed__))
#define __pure __attribute__((__pure__))
#define __section(name) __attribute__((__section__(name)))
#define __used __attribute__((__used__))
#define __weak __attribute__((__weak__))
#define fallthrough __attribute__((__fallthrough__))
#define __always_inline inline __attribute__((__always_inline__))
#define noinline __attribute__((__noinline__))
#define __flatten

/* kind: stub */
#define __alloc_size(...)
#define __assume_aligned(...)
#define __copy(symbol)
#define __counted_by(member)
#define __counted_by_ptr(member)
#define __diagnose_as(...)
#define __nonstring
#define __nonstring_array
#define __no_kasan_or_inline __always_inline
#define __visible
#define __designated_init
#define __compiletime_error(message)
#define __compiletime_warning(message)
#define __no_sanitize_address
#define __no_sanitize_undefined
#define __no_stack_protector
#define __no_profile
#define __overloadable
#define __uninitialized
#define __latent_entropy
#define __randomize_layout
#define __no_randomize_layout
#define __realloc_size(...)
