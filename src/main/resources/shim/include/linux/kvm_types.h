/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <asm/kvm_types.h>
#include <linux/types.h>

/* kind: same */
typedef unsigned long gva_t;
typedef u64 gpa_t;
typedef u64 gfn_t;
typedef unsigned long hva_t;
typedef u64 hpa_t;
typedef u64 hfn_t;
typedef hfn_t kvm_pfn_t;
#define INVALID_GPA (~(gpa_t)0)
struct kvm;
struct kvm_vcpu;
struct kvm_run;
struct kvm_memory_slot;

/* kind: stub */
#ifndef EXPORT_SYMBOL_FOR_KVM
#define EXPORT_SYMBOL_FOR_KVM(symbol)
#define EXPORT_SYMBOL_FOR_KVM_INTERNAL(symbol)
#endif
