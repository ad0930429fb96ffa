// SPDX-License-Identifier: MIT
/*
 * The other side of the speed comparison: the same unmodified tdx.c in LLVM's own IR interpreter
 * (lli -force-interpreter), which checks nothing and records nothing. The file around it stands in
 * for kernel and TDX module with as little C as a boot can do with, because lli interprets that too.
 *
 * Built as one unit with the tdx.c named by TDX_C; src/jmh/lli-boot says how. Arguments: number of
 * boots, memory of the machine in gigabytes. Prints the number of SEAMCALLs of the last boot.
 */
#include <asm/barrier.h>
#include <linux/cpumask.h>

/* lli's interpreter knows neither fences nor atomics. */
#undef mb
#undef smp_mb
#undef smp_rmb
#undef smp_wmb
#define mb() do { } while (0)
#define smp_mb() mb()
#define smp_rmb() mb()
#define smp_wmb() mb()
#define cpumask_test_and_set_cpu(cpu, mask) plain_test_and_set(cpu, (mask)->bits)

static bool plain_test_and_set(unsigned int bit, unsigned long *bits)
{
	bool was = *bits >> bit & 1;

	*bits |= 1UL << bit;
	return was;
}

#include TDX_C

#define CPUS 8UL
#define CPUS_PER_PACKAGE 4
#define GB (1UL << 30)
/* Physical address of the arena: what the kernel allocates and looks into lies there. */
#define ARENA_HPA (4 * GB)

int printf(const char *format, ...);

static char arena[256 << 10] __attribute__((aligned(4096)));
static unsigned long arena_used;
static unsigned long contiguous_used;
static unsigned long memory_gb;
static unsigned long seamcalls;
static unsigned long tdmr_next;

unsigned int nr_cpu_ids = CPUS;
struct cpumask __cpu_possible_mask = { { (1UL << CPUS) - 1 } };
struct cpumask __cpu_online_mask = { { (1UL << CPUS) - 1 } };
nodemask_t node_states[NR_NODE_STATES];
struct cpuinfo_x86 boot_cpu_data;
unsigned long __per_cpu_offset[CPUS];
unsigned long this_cpu_off;
unsigned long zero_pfn;
int (*acpi_suspend_lowlevel)(void);
struct cpumask packages_mask;

static void *arena_take(unsigned long size, unsigned long align)
{
	arena_used = (arena_used + align - 1) & ~(align - 1);
	arena_used += size;
	return arena + arena_used - size;
}

/* Interpreted code pays for each byte: clear by words. */
static void *clear(void *start, unsigned long size)
{
	unsigned long *word = start;

	for (; size >= 8; size -= 8)
		*word++ = 0;
	return start;
}

void *kmalloc(size_t size, gfp_t flags) { return arena_take(size, 512); }
void *kzalloc(size_t size, gfp_t flags) { return clear(arena_take(size, 512), size); }
void kfree(const void *object) { }
void *alloc_pages_exact(size_t size, gfp_t flags) { return clear(arena_take(size, 4096), size); }
void free_pages_exact(void *start, size_t size) { }
bool zalloc_cpumask_var(cpumask_var_t *mask, gfp_t flags) { *mask = clear(&packages_mask, 8); return true; }
void free_cpumask_var(cpumask_var_t mask) { }
unsigned long __phys_addr(unsigned long address) { return address - (unsigned long)arena + ARENA_HPA; }

struct page *alloc_contig_pages(unsigned long pages, gfp_t flags, int node, nodemask_t *nodes)
{
	contiguous_used += pages << 12;
	return pfn_to_page((8 * GB + contiguous_used - (pages << 12)) >> 12);
}
void free_contig_range(unsigned long pfn, unsigned long pages) { }

/* First megabyte, memory below 3 GB, the rest above 4 GB; all of it on one node. */
void __next_mem_pfn_range(int *index, int node, unsigned long *start, unsigned long *end, int *range_node)
{
	switch (++*index) {
	case 0:
		*start = 1;
		*end = 0x9f;
		break;
	case 1:
		*start = 0x100;
		*end = 2 * GB >> 12;
		break;
	case 2:
		*start = 4 * GB >> 12;
		*end = (memory_gb + 2) * GB >> 12;
		break;
	default:
		*index = -1;
	}
	*range_node = 0;
}

static u64 answer(u64 fn, struct tdx_module_args *args)
{
	seamcalls++;
	switch (fn) {
	case TDH_SYS_RD:
		switch (args->rdx) {
		case 0x0A00000300000008: args->r8 = TDX_FEATURES0_NO_RBP_MOD; break;
		case 0x9100000100000008: args->r8 = 64; break;
		case 0x9900000100000004: args->r8 = 33; break;
		default: args->r8 = 16;
		}
		return 0;
	case TDH_SYS_TDMR_INIT:
		if (tdmr_next < args->rcx || !tdmr_next)
			tdmr_next = args->rcx;
		tdmr_next += GB;
		args->rdx = tdmr_next;
	}
	return 0;
}
u64 __seamcall(u64 fn, struct tdx_module_args *args) { return answer(fn, args); }
u64 __seamcall_ret(u64 fn, struct tdx_module_args *args) { return answer(fn, args); }
u64 __seamcall_saved_ret(u64 fn, struct tdx_module_args *args) { return answer(fn, args); }

/*
 * Globals of lli's interpreter lie anywhere, so there is no section to copy for each CPU: the one
 * per-CPU variable that decides anything is swapped when the CPU changes.
 */
static bool lp_initialized[CPUS];
static unsigned long current_cpu;

static void on_cpu(unsigned long cpu)
{
	lp_initialized[current_cpu] = tdx_lp_initialized;
	tdx_lp_initialized = lp_initialized[cpu];
	current_cpu = cpu;
}

int __cpuhp_setup_state(enum cpuhp_state state, const char *name, bool invoke, int (*startup)(unsigned int cpu),
			int (*teardown)(unsigned int cpu), bool multi_instance)
{
	unsigned long cpu;

	for (cpu = 0; cpu < CPUS; cpu++) {
		on_cpu(cpu);
		startup(cpu);
	}
	on_cpu(0);
	return state;
}
void __cpuhp_remove_state(enum cpuhp_state state, bool invoke) { }
int smp_call_on_cpu(unsigned int cpu, int (*function)(void *), void *argument, bool phys)
{
	int ret;

	on_cpu(cpu);
	ret = function(argument);
	on_cpu(0);
	return ret;
}
void on_each_cpu(smp_call_func_t function, void *info, int wait) { }
int topology_physical_package_id(int cpu) { return cpu / CPUS_PER_PACKAGE; }

unsigned long _find_next_bit(const unsigned long *bits, unsigned long size, unsigned long from)
{
	for (; from < size; from++)
		if (bits[from / 64] >> (from % 64) & 1)
			return from;
	return size;
}
unsigned long _find_first_bit(const unsigned long *bits, unsigned long size) { return _find_next_bit(bits, size, 0); }

/* Insertion sort: the areas come almost in order. */
void sort(void *base, size_t count, size_t size, cmp_func_t compare, swap_func_t swap)
{
	struct tdmr_reserved_area *area = base;

	for (size_t i = 1; i < count; i++)
		for (size_t k = i; k && compare(&area[k - 1], &area[k]) > 0; k--) {
			struct tdmr_reserved_area other = area[k];

			area[k] = area[k - 1];
			area[k - 1] = other;
		}
}

bool seamreplay_cpu_has(unsigned int number, const char *name) { return name[0] != 'X' || name[4] == 'F'; }
void seamreplay_set_cpu_cap(unsigned int number, const char *name) { }
u64 seamreplay_rdmsr(u32 number) { return 0; }
int seamreplay_rdmsr_safe(u32 number, u64 *value) { *value = 32UL << 32 | 31; return 0; }
int seamreplay_virt_get_ref(unsigned int number, const char *name) { return 0; }
void seamreplay_virt_put_ref(unsigned int number, const char *name) { }
int _printk(const char *format, ...) { return 0; }
int ___ratelimit(struct ratelimit_state *state, const char *function) { return 1; }
void __this_cpu_preempt_check(const char *operation) { }
void preempt_count_add(int value) { }
void preempt_count_sub(int value) { }
void lockdep_assert_preemption_disabled(void) { }
void _raw_spin_lock(raw_spinlock_t *lock) { }
void _raw_spin_unlock(raw_spinlock_t *lock) { }
int __cond_resched(void) { return 0; }
void get_online_mems(void) { }
void put_online_mems(void) { }
bool hibernation_available(void) { return false; }
int register_memory_notifier(struct notifier_block *block) { return 0; }
void register_syscore(struct syscore *syscore) { }
void wbinvd(void) { }
int wbinvd_on_all_cpus(void) { return 0; }
void movdir64b(void *to, const void *from) { }
void clflush_cache_range(void *start, unsigned int size) { }
void warn_slowpath_fmt(const char *file, int line, unsigned int taint, const char *format, ...) { }
bool ida_is_empty(const struct ida *ida) { return true; }
int ida_alloc_range(struct ida *ida, unsigned int first, unsigned int last, gfp_t flags) { return first; }
void ida_free(struct ida *ida, unsigned int number) { }
bool mce_is_memory_error(struct mce *m) { return false; }
int mce_usable_address(struct mce *m) { return false; }

static unsigned long parse(const char *digits)
{
	unsigned long value = 0;

	while (*digits)
		value = value * 10 + *digits++ - '0';
	return value;
}

int main(int argc, char **argv)
{
	unsigned long boots = argc > 1 ? parse(argv[1]) : 1;
	int ret = 0;

	memory_gb = argc > 2 ? parse(argv[2]) : 64;
	for (; boots; boots--) {
		arena_used = 0;
		contiguous_used = 0;
		seamcalls = 0;
		tdmr_next = 0;
		clear(lp_initialized, sizeof(lp_initialized));
		tdx_lp_initialized = false;
		current_cpu = 0;
		clear(&tdx_module_state, sizeof(tdx_module_state) & ~7UL);
		tdx_module_state.sysinit_done = false;
		clear(&tdx_tdmr_list, sizeof(tdx_tdmr_list));
		INIT_LIST_HEAD(&tdx_memlist);
		tdx_init();
		ret = tdx_enable();
	}
	printf("%d %lu\n", ret, seamcalls);
	return ret ? 1 : 0;
}
