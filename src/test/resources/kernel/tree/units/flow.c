// SPDX-License-Identifier: MIT
#include <asm/processor.h>
#include <linux/cpu.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/memory.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/reboot.h>
#include <linux/slab.h>
#include <linux/syscore_ops.h>
#include <linux/vmalloc.h>
#include <test.h>

/* What FlowTests tells to happen to the machine. */

static DEFINE_PER_CPU(int, ready);
static int refuse_start = -1;
static int refuse_stop = -1;
static int state;
static int __initdata boot_only = 3;
static int final_value __ro_after_init;
static int numbers[4];
static int next_number;

static int start(unsigned int cpu)
{
	if (cpu == refuse_start)
		return -EIO;
	might_sleep();
	if (smp_processor_id() != cpu)
		return -EINVAL;
	__this_cpu_write(ready, 1);
	return 0;
}

static int stop(unsigned int cpu)
{
	if (cpu == refuse_stop)
		return -EBUSY;
	__this_cpu_write(ready, 0);
	return 0;
}

long ready_cpus(void)
{
	long mask = 0;
	int cpu;

	for_each_possible_cpu(cpu)
		mask |= (long)per_cpu(ready, cpu) << cpu;
	return mask;
}

long set_up(void)
{
	state = cpuhp_setup_state(CPUHP_AP_ONLINE_DYN, "flow:online", start, stop);
	return state;
}

long set_up_but_refuse(long cpu)
{
	refuse_start = cpu;
	return set_up();
}

long take_down(void)
{
	cpuhp_remove_state(state);
	return 0;
}

long refuse(long starting, long stopping)
{
	refuse_start = starting;
	refuse_stop = stopping;
	return 0;
}

static int memory_call(struct notifier_block *block, unsigned long action, void *data)
{
	struct memory_notify *memory = data;

	pr_info("memory %lu %lx+%lx\n", action, memory->start_pfn, memory->nr_pages);
	if (action == MEM_GOING_ONLINE && memory->start_pfn >= 0x1000000)
		return NOTIFY_BAD;
	return NOTIFY_OK;
}
static struct notifier_block memory_block = { .notifier_call = memory_call };

static int suspend(void *data)
{
	pr_info("suspend %d cpus %u irqs %d\n", *(int *)data, num_online_cpus(), irqs_disabled());
	return 0;
}
static void resume(void *data) { pr_info("resume\n"); }
static void shutdown(void *data) { pr_info("shutdown\n"); }
static int cookie = 9;
static const struct syscore_ops ops = { .suspend = suspend, .resume = resume, .shutdown = shutdown };
static struct syscore syscore = { .ops = &ops, .data = &cookie };

static int old_suspend(void)
{
	pr_info("old suspend\n");
	return refuse_stop == 99 ? -EBUSY : 0;
}
static void old_resume(void) { pr_info("old resume\n"); }
static struct syscore_ops old_ops = { .suspend = old_suspend, .resume = old_resume };

static int reboot_call(struct notifier_block *block, unsigned long action, void *data)
{
	pr_info("reboot\n");
	return NOTIFY_DONE;
}
static struct notifier_block reboot_block = { .notifier_call = reboot_call };

static int __init number(int n)
{
	numbers[next_number++] = n;
	return 0;
}
static int __init late(void) { return number(7); }
static int __init core(void) { return number(1); }
static int __init middle(void)
{
	number(4);
	final_value = 6;
	return boot_only;
}
late_initcall(late);
subsys_initcall(middle);
core_initcall(core);

long initcall_order(void) { return numbers[0] * 100 + numbers[1] * 10 + numbers[2]; }

long register_all(void)
{
	register_syscore_ops(&old_ops);
	register_syscore(&syscore);
	register_reboot_notifier(&reboot_block);
	return register_memory_notifier(&memory_block);
}

long call_boot_only_function(void) { return core(); }
long read_final_value(void) { return final_value; }
long write_final_value(void) { return final_value = 7; }
long read_boot_only_data(void) { return boot_only; }

int seamldr_install_module(const u8 *data, u32 size)
{
	if (!is_vmalloc_addr(data) || size != 5 || data[4] != 5)
		return -EINVAL;
	return -EIO;
}

struct page *pool;

long allocate_for_others(void)
{
	pool = alloc_contig_pages(16, GFP_KERNEL, 0, &node_online_map);
	return page_to_phys(pool);
}

long forget_pool(void)
{
	pool = NULL;
	return 0;
}

long keep_waiting(void)
{
	for (;;)
		cpu_relax();
}

long print_without_end(void)
{
	for (;;)
		pr_info("again\n");
}
