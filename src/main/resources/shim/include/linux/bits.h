/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/const.h>
#include <linux/types.h>

/* kind: same */
#define BITS_PER_BYTE 8
#define BITS_PER_LONG 64
#define BITS_PER_LONG_LONG 64
#define BIT(bit) (UL(1) << (bit))
#define BIT_ULL(bit) (ULL(1) << (bit))
#define BIT_U8(bit) ((u8)BIT(bit))
#define BIT_U16(bit) ((u16)BIT(bit))
#define BIT_U32(bit) ((u32)BIT(bit))
#define BIT_U64(bit) ((u64)BIT_ULL(bit))
#define BIT_MASK(bit) (UL(1) << ((bit) % BITS_PER_LONG))
#define BIT_WORD(bit) ((bit) / BITS_PER_LONG)
#define BIT_ULL_MASK(bit) (ULL(1) << ((bit) % 64))
#define GENMASK(high, low) ((~UL(0) >> (63 - (high))) & (~UL(0) << (low)))
#define GENMASK_ULL(high, low) ((~ULL(0) >> (63 - (high))) & (~ULL(0) << (low)))
#define __GENMASK(high, low) GENMASK(high, low)
#define __GENMASK_ULL(high, low) GENMASK_ULL(high, low)
#define GENMASK_U8(high, low) ((u8)GENMASK(high, low))
#define GENMASK_U16(high, low) ((u16)GENMASK(high, low))
#define GENMASK_U32(high, low) ((u32)GENMASK(high, low))
#define GENMASK_U64(high, low) ((u64)GENMASK_ULL(high, low))
