/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once

/* kind: stub */
/* All units are linked together. */
#define EXPORT_SYMBOL(symbol)
#define EXPORT_SYMBOL_GPL(symbol)
#define EXPORT_SYMBOL_NS(symbol, space)
#define EXPORT_SYMBOL_NS_GPL(symbol, space)
#define EXPORT_SYMBOL_FOR_MODULES(symbol, modules)
#define EXPORT_SYMBOL_GPL_FOR_MODULES(symbol, modules)
#define EXPORT_SYMBOL_FOR_KVM(symbol)
#define EXPORT_SYMBOL_FOR_KVM_INTERNAL(symbol)
#define EXPORT_PER_CPU_SYMBOL(symbol)
#define EXPORT_PER_CPU_SYMBOL_GPL(symbol)
#define EXPORT_STATIC_CALL_GPL(symbol)
#define EXPORT_TRACEPOINT_SYMBOL_GPL(symbol)
