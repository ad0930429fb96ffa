/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/compiler.h>
#include <linux/types.h>
#include <linux/errno.h>

/* kind: same */
#define MAX_ERRNO 4095
#define IS_ERR_VALUE(value) ((unsigned long)(void *)(value) >= (unsigned long)-MAX_ERRNO)
static __always_inline void *ERR_PTR(long error) { return (void *)error; }
static __always_inline long PTR_ERR(const void *pointer) { return (long)pointer; }
static __always_inline bool IS_ERR(const void *pointer) { return IS_ERR_VALUE(pointer); }
static __always_inline bool IS_ERR_OR_NULL(const void *pointer) { return !pointer || IS_ERR_VALUE(pointer); }
static __always_inline void *ERR_CAST(const void *pointer) { return (void *)pointer; }
static __always_inline int PTR_ERR_OR_ZERO(const void *pointer) { return IS_ERR(pointer) ? (int)PTR_ERR(pointer) : 0; }
#define ERR_PTR_PCPU(error) ERR_PTR(error)
