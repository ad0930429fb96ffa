package org.seamreplay.kernel;

import java.util.List;
import java.util.Optional;

/**
 * What is called at boot besides initcalls: {@link Kernel} knows how Linux boots, who runs it knows
 * what the code under test has to do with that. Functions that the program does not define are left
 * out.
 *
 * @param early functions of the architecture's setup, on the first CPU before there are others
 * @param outcome the function whose result is that of the boot, as an initcall or as {@link
 *     Hypervisor#enable}; empty: the first initcall that fails
 * @param hypervisor what is loaded at the end, where {@code outcome} is no initcall
 */
public record BootPlan(List<String> early, String outcome, Optional<Hypervisor> hypervisor) {
  /** Initcalls and nothing else. */
  public static final BootPlan INITCALLS = new BootPlan(List.of(), "", Optional.empty());

  /** Copies the list. */
  public BootPlan {
    early = List.copyOf(early);
  }

  /**
   * A module that needs VMX operation, as KVM does: it adds a CPU hotplug state that does VMXON and
   * prepares the CPU, then enables what it needs once, and takes the state away if that fails.
   *
   * @param state name of the hotplug state
   * @param prepareCpu called on each CPU with interrupts off
   * @param enable called once
   */
  public record Hypervisor(String state, String prepareCpu, String enable) {}
}
