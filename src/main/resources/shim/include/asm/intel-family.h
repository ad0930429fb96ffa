/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once

/* kind: same */
#if __has_include_next(<asm/intel-family.h>)
#include_next <asm/intel-family.h>
#endif
#ifndef IFM
#define IFM(family, model) VFM_MAKE(X86_VENDOR_INTEL, family, model)
#endif
#ifndef INTEL_SAPPHIRERAPIDS_X
#define INTEL_SAPPHIRERAPIDS_X IFM(6, 0x8F)
#define INTEL_EMERALDRAPIDS_X IFM(6, 0xCF)
#define INTEL_GRANITERAPIDS_X IFM(6, 0xAD)
#define INTEL_GRANITERAPIDS_D IFM(6, 0xAE)
#endif
