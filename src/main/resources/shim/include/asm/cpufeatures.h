/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once

/* kind: same */
/* The tree's numbers where it has the header; below only what a tree without one needs. */
#if __has_include_next(<asm/cpufeatures.h>)
#include_next <asm/cpufeatures.h>
#endif
#ifndef X86_FEATURE_VMX
#define NCAPINTS 22
#define NBUGINTS 2
#define X86_FEATURE_SELFSNOOP (0 * 32 + 27)
#define X86_FEATURE_SVM (6 * 32 + 2)
#define X86_FEATURE_VMX (4 * 32 + 5)
#define X86_FEATURE_XSAVE (4 * 32 + 26)
#define X86_FEATURE_TDX_HOST_PLATFORM (7 * 32 + 7)
#define X86_FEATURE_MOVDIR64B (16 * 32 + 28)
#define X86_FEATURE_HYPERVISOR (4 * 32 + 31)
#define X86_FEATURE_TDX_GUEST (8 * 32 + 22)
#define X86_BUG(number) (NCAPINTS * 32 + (number))
#define X86_BUG_TDX_PW_MCE X86_BUG(31)
#define X86_BUG_SEAMRET_INVD_VMCS X86_BUG(32 + 11)
#endif
