/**
 * The kernel around the code under test: what the rest of Linux and the hardware would do, one
 * class for each subsystem, registered by C name. The C side is {@code shim/include}: small headers
 * of our own that come before those of the tree.
 *
 * <p>What it does not show: code is never interrupted or preempted in the middle, CPUs run one
 * after the other (in stop_machine they take turns at cpu_relax()), caches and memory ordering are
 * not there, time stands still but for sleeping, no memory is ever reclaimed, an overrun from one
 * CPU's copy of per-CPU data into the next is not seen, and user space does not exist. What is not
 * modelled says so when it is called.
 */
package org.seamreplay.kernel;
