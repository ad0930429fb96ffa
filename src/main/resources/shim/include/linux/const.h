/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once

/* kind: same */
#ifdef __ASSEMBLY__
#define _AC(value, suffix) value
#define _AT(type, value) value
#else
#define __AC(value, suffix) (value##suffix)
#define _AC(value, suffix) __AC(value, suffix)
#define _AT(type, value) ((type)(value))
#endif
#define _UL(value) (_AC(value, UL))
#define _ULL(value) (_AC(value, ULL))
#define _BITUL(bit) (_UL(1) << (bit))
#define _BITULL(bit) (_ULL(1) << (bit))
#define UL(value) (_UL(value))
#define ULL(value) (_ULL(value))
