// SPDX-License-Identifier: MIT
#include <linux/cpu.h>
#include <linux/percpu.h>
#include <test.h>

static DEFINE_PER_CPU(int, counter);
static DEFINE_PER_CPU(int, started) = 7;

static void count(void *ignored)
{
	__this_cpu_inc(counter);
}

TEST(eachCpuHasItsOwn)
{
	int cpu;

	on_each_cpu(count, NULL, 1);
	per_cpu(counter, 2) += 4;
	for_each_possible_cpu(cpu)
		if (per_cpu(counter, cpu) != (cpu == 2 ? 5 : 1))
			return cpu + 1;
	return 0;
}

TEST(initialValueIsEverywhere)
{
	int cpu;

	for_each_possible_cpu(cpu)
		if (per_cpu(started, cpu) != 7)
			return 1;
	return 0;
}

TEST(operationThatNeedsAFixedCpu)
{
	__this_cpu_inc(counter); /* finding: per-cpu-while-preemptible */
	return 0;
}

TEST(operationWithPreemptionOff)
{
	preempt_disable();
	__this_cpu_inc(counter);
	preempt_enable();
	return 0;
}

TEST(singleInstructionNeedsNoFixedCpu)
{
	this_cpu_write(counter, 3);
	return this_cpu_read(counter) - 3;
}

TEST(pointerWhilePreemptible)
{
	return *this_cpu_ptr(&counter); /* finding: per-cpu-while-preemptible */
}

TEST(cpuNumberWhilePreemptible)
{
	return smp_processor_id(); /* finding: per-cpu-while-preemptible */
}

TEST(cpuNumberWithPreemptionOff)
{
	int cpu = get_cpu();

	put_cpu();
	return cpu + raw_smp_processor_id();
}

TEST(variableWithoutACpu)
{
	return counter; /* finding: per-cpu-template */
}

TEST(dynamicVariable)
{
	int *p = alloc_percpu(int);
	int result;

	*per_cpu_ptr(p, 3) = 4;
	result = *per_cpu_ptr(p, 3) - 4 + *per_cpu_ptr(p, 1);
	free_percpu(p);
	return result;
}
