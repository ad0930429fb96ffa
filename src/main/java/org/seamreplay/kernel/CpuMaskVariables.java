package org.seamreplay.kernel;

import org.seamreplay.vm.ExternalCall;

/** cpumask_var_t as with CPUMASK_OFFSTACK: the mask is an object of its own. */
final class CpuMaskVariables {
  private final Cpus cpus;
  private final AllocationGate gate;
  private final Slab slab;

  CpuMaskVariables(Cpus cpus, AllocationGate gate, Slab slab) {
    this.cpus = cpus;
    this.gate = gate;
    this.slab = slab;
  }

  void register(Models m) {
    m.model("alloc_cpumask_var alloc_cpumask_var_node", c -> allocate(c, false));
    m.model("zalloc_cpumask_var zalloc_cpumask_var_node", c -> allocate(c, true));
    m.model("free_cpumask_var", c -> slab.free(c.vm(), "free_cpumask_var()", c.arg(0)));
  }

  /** cpumask_size(): as many words as the machine's CPUs need. */
  private void allocate(ExternalCall call, boolean zero) {
    long variable = call.arg(0);
    long flags = call.arg(1);
    long size = (cpus.count() + 63) / 64 * 8L;
    long mask =
        gate.admit(call, size, flags) ? slab.make(call.vm(), call.name(), size, flags, zero) : 0;
    gate.done(call, size, mask);
    call.vm().memory().store(variable, 8, mask);
    call.result(mask == 0 ? 0 : 1);
  }
}
