/**
 * The kernel around the code under test: what the rest of Linux and the hardware would do, one
 * class for each subsystem, in the table {@link org.seamreplay.kernel.Models} by C name. The C side
 * is {@code shim/include}: small headers of our own that come before those of the tree.
 *
 * <p>Key class: {@link org.seamreplay.kernel.Kernel}, made for one run and told what happens to the
 * machine. Below it, in the order in which one uses the other: {@code Cpus}, {@code Context}
 * (tasks, what runs where) and {@code Locks}; memory from {@code PageAllocator} over {@code Slab}
 * and {@code Vmalloc} to {@code PerCpu}; then what uses both, from {@code Smp} and {@code
 * StopMachine} over {@code CpuHotplug} and the notifiers to {@code Printk}. {@link
 * org.seamreplay.kernel.KernelListener} is how others see what it does. It knows Linux and not TDX:
 * where the code under test is entered is a {@link org.seamreplay.kernel.BootPlan}.
 *
 * <p>What it does not show: code is never interrupted or preempted in the middle, CPUs run one
 * after the other (in stop_machine they take turns at cpu_relax()), caches and memory ordering are
 * not there, time stands still but for sleeping, no memory is ever reclaimed, an overrun from one
 * CPU's copy of per-CPU data into the next is not seen, and user space does not exist. What is not
 * modelled says so when it is called.
 */
package org.seamreplay.kernel;
