/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/types.h>

/* kind: custom */
typedef int (*cmp_func_t)(const void *a, const void *b);
typedef int (*cmp_r_func_t)(const void *a, const void *b, const void *data);
typedef void (*swap_func_t)(void *a, void *b, int size);
typedef void (*swap_r_func_t)(void *a, void *b, int size, const void *data);
void sort(void *base, size_t count, size_t size, cmp_func_t compare, swap_func_t swap);
void sort_r(void *base, size_t count, size_t size, cmp_r_func_t compare, swap_r_func_t swap, const void *data);
