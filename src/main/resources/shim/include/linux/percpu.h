/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/cpumask.h>
#include <linux/percpu-defs.h>
#include <linux/smp.h>

/* kind: custom */
void *__alloc_percpu(size_t size, size_t align);
void *__alloc_percpu_gfp(size_t size, size_t align, gfp_t flags);
void free_percpu(void *pointer);
phys_addr_t per_cpu_ptr_to_phys(void *address);

/* kind: same */
#define alloc_percpu(type) ((__typeof__(type) *)__alloc_percpu(sizeof(type), __alignof__(type)))
#define alloc_percpu_gfp(type, flags) ((__typeof__(type) *)__alloc_percpu_gfp(sizeof(type), __alignof__(type), flags))
