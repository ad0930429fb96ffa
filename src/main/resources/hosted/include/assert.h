/* SPDX-License-Identifier: MIT */
/* May be included again with another NDEBUG, so there is no guard around the macro. */
#ifndef SEAMREPLAY_ASSERT_H
#define SEAMREPLAY_ASSERT_H

_Noreturn void __assert_fail(const char *expression, const char *file, unsigned int line,
			     const char *function);

#define static_assert _Static_assert

#endif

#undef assert
#ifdef NDEBUG
#define assert(expression) ((void)0)
#else
#define assert(expression) \
	((expression) ? (void)0 : __assert_fail(#expression, __FILE__, __LINE__, __func__))
#endif
