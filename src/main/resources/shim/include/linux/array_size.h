/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/compiler.h>

/* kind: same */
#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]) + __must_be_array(array))
