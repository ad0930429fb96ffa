/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/compiler.h>

/* kind: same */
#define BUILD_BUG_ON_MSG(condition, message) compiletime_assert(!(condition), message)
#define BUILD_BUG_ON(condition) BUILD_BUG_ON_MSG(condition, #condition)
#define BUILD_BUG_ON_NOT_POWER_OF_2(n) BUILD_BUG_ON((n) == 0 || (((n) & ((n) - 1)) != 0))
#define BUILD_BUG() compiletime_assert(0, "BUILD_BUG")
#define BUILD_BUG_ON_ZERO(condition, ...) ((int)sizeof(char[1 - 2 * !!(condition)]) - 1)
#define BUILD_BUG_ON_INVALID(value) ((void)sizeof((long)(value)))
#define __static_assert(condition, message, ...) _Static_assert(condition, message)
#define static_assert(condition, ...) __static_assert(condition, ##__VA_ARGS__, #condition)
