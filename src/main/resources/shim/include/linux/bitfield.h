/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/bits.h>

/* kind: same */
#define __bf_shf(mask) (__builtin_ffsll(mask) - 1)
#define FIELD_MAX(mask) ((__typeof__(mask))((mask) >> __bf_shf(mask)))
#define FIELD_FIT(mask, value) (!((((__typeof__(mask))(value)) << __bf_shf(mask)) & ~(mask)))
#define FIELD_PREP(mask, value) (((__typeof__(mask))(value) << __bf_shf(mask)) & (mask))
#define FIELD_PREP_CONST(mask, value) (((__typeof__(mask))(value) << __builtin_ctzll(mask)) & (mask))
#define FIELD_GET(mask, value) ((__typeof__(mask))(((value) & (mask)) >> __bf_shf(mask)))
#define FIELD_MODIFY(mask, pointer, value) \
	(*(pointer) = (*(pointer) & ~(mask)) | FIELD_PREP(mask, value))
