/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/bits.h>

/* kind: same */
#define VMX_BASIC_VMCS_SIZE_SHIFT 32
#define VMX_BASIC_TRUE_CTLS BIT_ULL(55)
#define VMX_BASIC_NO_HW_ERROR_CODE_CC BIT_ULL(56)
#define VMX_BASIC_NO_SEAMRET_INVD_VMCS BIT_ULL(60)
