// SPDX-License-Identifier: MIT
#include <linux/cpu.h>
#include <linux/percpu.h>
#include <linux/slab.h>
#include <asm/processor.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/stop_machine.h>
#include <linux/topology.h>
#include <test.h>

static int seen;
static int order[8];
static DEFINE_RAW_SPINLOCK(lock);

static void note(void *data)
{
	order[seen++] = smp_processor_id();
	*(int *)data += 1;
}

TEST(everyCpuOnceInOrder)
{
	int calls = 0;

	on_each_cpu(note, &calls, 1);
	for (int i = 0; i < 8; i++)
		if (order[i] != i)
			return 1;
	return calls - 8;
}

TEST(allButTheOwnCpu)
{
	int calls = 0;

	preempt_disable();
	smp_call_function(note, &calls, 1);
	preempt_enable();
	return calls - 7;
}

TEST(oneCpuByNumber)
{
	int calls = 0;
	int result = smp_call_function_single(5, note, &calls, 1);

	return result + order[0] - 5;
}

TEST(cpuThatIsNotThere)
{
	int calls = 0;

	return smp_call_function_single(99, note, &calls, 1) + ENXIO;
}

static void sleeper(void *data)
{
	kfree(kmalloc(8, GFP_KERNEL)); /* finding: sleep-in-atomic */
}

TEST(sleepingInAnInterrupt)
{
	smp_call_function_single(1, sleeper, NULL, 1);
	return 0;
}

static void forgetful(void *data)
{
	local_irq_enable();
}

TEST(interruptComesBackWithInterruptsOn)
{
	smp_call_function_single(1, forgetful, NULL, 1); /* finding: unbalanced-irq */
	return 0;
}

static int where(void *data)
{
	might_sleep();
	return smp_processor_id() + 10;
}

/* returns: 13 */
TEST(taskOnAnotherCpu)
{
	return smp_call_on_cpu(3, where, NULL, true);
}

TEST(callWithInterruptsOff)
{
	int calls = 0;

	local_irq_disable();
	on_each_cpu(note, &calls, 1); /* finding: kernel-warning */
	local_irq_enable();
	return calls - 8;
}

TEST(topologyIsTheMachines)
{
	int cpu, packages[2] = {}, nodes[2] = {};

	for_each_online_cpu(cpu) {
		packages[topology_physical_package_id(cpu)]++;
		nodes[cpu_to_node(cpu)]++;
	}
	if (num_online_cpus() != 8 || num_possible_cpus() != 8 || num_online_nodes() != 2)
		return 1;
	return packages[0] != 4 || packages[1] != 4 || nodes[0] != 4 || nodes[1] != 4;
}

TEST(packageOfACpuThatIsNotThere)
{
	return topology_physical_package_id(8); /* finding: out-of-bounds */
}

static int arrived;

static int barrier_of_all(void *data)
{
	lockdep_assert_irqs_disabled();
	raw_spin_lock(&lock);
	arrived++;
	raw_spin_unlock(&lock);
	while (READ_ONCE(arrived) < 8)
		cpu_relax();
	return smp_processor_id() == 6 ? -EIO : 0;
}

/* returns: -5 */
TEST(stoppedCpusMeet)
{
	return stop_machine(barrier_of_all, NULL, cpu_online_mask);
}

static int only_here(void *data)
{
	arrived++;
	return smp_processor_id();
}

TEST(stopMachineOnOneCpu)
{
	int result = stop_machine(only_here, NULL, NULL);

	return result + arrived - 1;
}

TEST(stopMachineWithoutTheLock)
{
	return stop_machine_cpuslocked(only_here, NULL, NULL); /* finding: kernel-warning */
}

static int wait_for_ever(void *data)
{
	while (!READ_ONCE(arrived))
		cpu_relax();
	return 0;
}

TEST(stoppedCpusWaitForNobody)
{
	return stop_machine(wait_for_ever, NULL, cpu_online_mask); /* finding: did-not-finish */
}

static int holds_while_waiting(void *data)
{
	raw_spin_lock(&lock);
	cpu_relax();
	arrived++;
	raw_spin_unlock(&lock);
	return arrived == 8 ? 0 : arrived;
}

/* returns: 7 */
TEST(stoppedCpusWaitForALock)
{
	return stop_machine(holds_while_waiting, NULL, cpu_online_mask);
}

static int sleeps(void *data)
{
	might_sleep(); /* finding: sleep-in-atomic */
	return 0;
}

TEST(sleepingInStopMachine)
{
	return stop_machine(sleeps, NULL, NULL);
}

/* returns: 6 */
TEST(oneCpuIsStopped)
{
	return stop_one_cpu(6, only_here, NULL);
}
