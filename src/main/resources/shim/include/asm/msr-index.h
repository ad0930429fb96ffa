/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/bits.h>

/* kind: same */
/* The tree's numbers where it has the header; below only what a tree without one needs. */
#if __has_include_next(<asm/msr-index.h>)
#include_next <asm/msr-index.h>
#endif
#ifndef MSR_IA32_MKTME_KEYID_PARTITIONING
#define MSR_IA32_MKTME_KEYID_PARTITIONING 0x00000087
#endif
#ifndef MSR_IA32_VMX_BASIC
#define MSR_IA32_VMX_BASIC 0x00000480
#endif
#ifndef MSR_IA32_FEAT_CTL
#define MSR_IA32_FEAT_CTL 0x0000003a
#endif
