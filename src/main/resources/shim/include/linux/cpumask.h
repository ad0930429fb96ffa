/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/atomic.h>
#include <linux/bitmap.h>
#include <linux/cleanup.h>
#include <linux/gfp_types.h>
#include <linux/numa.h>
#include <linux/threads.h>

/* kind: same */
typedef struct cpumask {
	DECLARE_BITMAP(bits, NR_CPUS);
} cpumask_t;
typedef struct cpumask *cpumask_var_t;
typedef struct cpumask cpumask_var_array_t[1];
#define cpumask_bits(mask) ((mask)->bits)
#define nr_cpumask_bits nr_cpu_ids
#define small_cpumask_bits nr_cpu_ids
#define cpumask_size() bitmap_size(nr_cpumask_bits)
#define cpumask_pr_args(mask) nr_cpu_ids, cpumask_bits(mask)

/* kind: custom */
extern unsigned int nr_cpu_ids;
extern struct cpumask __cpu_possible_mask;
extern struct cpumask __cpu_online_mask;
extern struct cpumask __cpu_present_mask;
extern struct cpumask __cpu_active_mask;
extern struct cpumask __cpu_enabled_mask;
extern atomic_t __num_online_cpus;
bool alloc_cpumask_var_node(cpumask_var_t *mask, gfp_t flags, int node);
bool zalloc_cpumask_var_node(cpumask_var_t *mask, gfp_t flags, int node);
bool alloc_cpumask_var(cpumask_var_t *mask, gfp_t flags);
bool zalloc_cpumask_var(cpumask_var_t *mask, gfp_t flags);
void free_cpumask_var(cpumask_var_t mask);
const struct cpumask *cpumask_of(unsigned int cpu);

/* kind: same */
#define cpu_possible_mask ((const struct cpumask *)&__cpu_possible_mask)
#define cpu_online_mask ((const struct cpumask *)&__cpu_online_mask)
#define cpu_present_mask ((const struct cpumask *)&__cpu_present_mask)
#define cpu_active_mask ((const struct cpumask *)&__cpu_active_mask)
#define cpu_enabled_mask ((const struct cpumask *)&__cpu_enabled_mask)
static inline void cpumask_set_cpu(unsigned int cpu, struct cpumask *mask) { set_bit(cpu, mask->bits); }
static inline void __cpumask_set_cpu(unsigned int cpu, struct cpumask *mask) { __set_bit(cpu, mask->bits); }
static inline void cpumask_clear_cpu(int cpu, struct cpumask *mask) { clear_bit(cpu, mask->bits); }
static inline void __cpumask_clear_cpu(int cpu, struct cpumask *mask) { __clear_bit(cpu, mask->bits); }
static inline bool cpumask_test_cpu(int cpu, const struct cpumask *mask) { return test_bit(cpu, mask->bits); }
static inline bool cpumask_test_and_set_cpu(int cpu, struct cpumask *mask) { return test_and_set_bit(cpu, mask->bits); }
static inline bool cpumask_test_and_clear_cpu(int cpu, struct cpumask *mask) { return test_and_clear_bit(cpu, mask->bits); }
static inline void cpumask_clear(struct cpumask *mask) { bitmap_zero(mask->bits, nr_cpumask_bits); }
static inline void cpumask_setall(struct cpumask *mask)
{
	for (unsigned int cpu = 0; cpu < nr_cpu_ids; cpu++)
		__set_bit(cpu, mask->bits);
}
static inline void cpumask_copy(struct cpumask *to, const struct cpumask *from) { bitmap_copy(to->bits, from->bits, nr_cpumask_bits); }
static inline bool cpumask_and(struct cpumask *to, const struct cpumask *a, const struct cpumask *b)
{
	return bitmap_and(to->bits, a->bits, b->bits, nr_cpumask_bits);
}
static inline void cpumask_or(struct cpumask *to, const struct cpumask *a, const struct cpumask *b)
{
	bitmap_or(to->bits, a->bits, b->bits, nr_cpumask_bits);
}
static inline bool cpumask_andnot(struct cpumask *to, const struct cpumask *a, const struct cpumask *b)
{
	return bitmap_andnot(to->bits, a->bits, b->bits, nr_cpumask_bits);
}
static inline bool cpumask_equal(const struct cpumask *a, const struct cpumask *b) { return bitmap_equal(a->bits, b->bits, nr_cpumask_bits); }
static inline bool cpumask_empty(const struct cpumask *mask) { return find_first_bit(mask->bits, nr_cpu_ids) >= nr_cpu_ids; }
static inline bool cpumask_full(const struct cpumask *mask) { return find_first_zero_bit(mask->bits, nr_cpu_ids) >= nr_cpu_ids; }
static inline unsigned int cpumask_weight(const struct cpumask *mask) { return bitmap_weight(mask->bits, nr_cpu_ids); }
static inline unsigned int cpumask_first(const struct cpumask *mask) { return find_first_bit(mask->bits, nr_cpu_ids); }
static inline unsigned int cpumask_first_zero(const struct cpumask *mask) { return find_first_zero_bit(mask->bits, nr_cpu_ids); }
static inline unsigned int cpumask_last(const struct cpumask *mask) { return find_last_bit(mask->bits, nr_cpu_ids); }
static inline unsigned int cpumask_next(int after, const struct cpumask *mask) { return find_next_bit(mask->bits, nr_cpu_ids, after + 1); }
static inline unsigned int cpumask_next_zero(int after, const struct cpumask *mask) { return find_next_zero_bit(mask->bits, nr_cpu_ids, after + 1); }
static inline unsigned int cpumask_next_and(int after, const struct cpumask *a, const struct cpumask *b)
{
	return find_next_and_bit(a->bits, b->bits, nr_cpu_ids, after + 1);
}
static inline unsigned int cpumask_first_and(const struct cpumask *a, const struct cpumask *b) { return cpumask_next_and(-1, a, b); }
#define cpumask_any(mask) cpumask_first(mask)
#define cpumask_any_and(a, b) cpumask_first_and(a, b)
static inline unsigned int cpumask_any_but(const struct cpumask *mask, unsigned int cpu)
{
	unsigned int other = cpumask_first(mask);

	return other == cpu ? cpumask_next(other, mask) : other;
}
#define cpumask_available(mask) ((mask) != NULL)
#define for_each_cpu(cpu, mask) \
	for ((cpu) = cpumask_first(mask); (unsigned int)(cpu) < nr_cpu_ids; (cpu) = cpumask_next(cpu, mask))
#define for_each_cpu_and(cpu, a, b) \
	for ((cpu) = cpumask_first_and(a, b); (unsigned int)(cpu) < nr_cpu_ids; (cpu) = cpumask_next_and(cpu, a, b))
#define for_each_possible_cpu(cpu) for_each_cpu((cpu), cpu_possible_mask)
#define for_each_online_cpu(cpu) for_each_cpu((cpu), cpu_online_mask)
#define for_each_present_cpu(cpu) for_each_cpu((cpu), cpu_present_mask)
#define num_online_cpus() ((unsigned int)atomic_read(&__num_online_cpus))
#define num_possible_cpus() cpumask_weight(cpu_possible_mask)
#define num_present_cpus() cpumask_weight(cpu_present_mask)
#define cpu_online(cpu) cpumask_test_cpu((cpu), cpu_online_mask)
#define cpu_possible(cpu) cpumask_test_cpu((cpu), cpu_possible_mask)
#define cpu_present(cpu) cpumask_test_cpu((cpu), cpu_present_mask)
DEFINE_FREE(free_cpumask_var, struct cpumask *, if (_T) free_cpumask_var(_T))
