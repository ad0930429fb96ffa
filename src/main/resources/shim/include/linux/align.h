/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/const.h>
#include <linux/types.h>

/* kind: same */
#define __ALIGN_KERNEL_MASK(value, mask) (((value) + (mask)) & ~(mask))
#define __ALIGN_KERNEL(value, to) __ALIGN_KERNEL_MASK(value, (__typeof__(value))(to)-1)
#define ALIGN(value, to) __ALIGN_KERNEL((value), (to))
#define ALIGN_DOWN(value, to) __ALIGN_KERNEL((value) - ((to)-1), (to))
#define PTR_ALIGN(pointer, to) ((__typeof__(pointer))ALIGN((unsigned long)(pointer), (to)))
#define PTR_ALIGN_DOWN(pointer, to) ((__typeof__(pointer))ALIGN_DOWN((unsigned long)(pointer), (to)))
#define IS_ALIGNED(value, to) (((value) & ((__typeof__(value))(to)-1)) == 0)
#define PTR_IS_ALIGNED(pointer, to) IS_ALIGNED((unsigned long)(pointer), to)
