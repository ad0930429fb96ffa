package org.seamreplay.platform;

/**
 * The hardware state that kernel and TDX module share: memory and, for each logical processor (LP),
 * whether it is in VMX operation. LPs are numbered as Linux numbers CPUs.
 */
public final class Machine {
  private final MachineProfile profile;
  private final PhysicalMemory memory;
  private final boolean[] vmxOperation;

  /** A machine that has just been switched on. */
  public Machine(MachineProfile profile) {
    this(profile, new PhysicalMemory());
  }

  /** A virtual machine: somebody else provides its memory. */
  public Machine(MachineProfile profile, PhysicalMemory memory) {
    this.profile = profile;
    this.memory = memory;
    this.vmxOperation = new boolean[profile.cpus().size()];
  }

  /** What kind of machine this is. */
  public MachineProfile profile() {
    return profile;
  }

  /** The memory of all packages. */
  public PhysicalMemory memory() {
    return memory;
  }

  /** Whether VMXON was executed on the LP; without it SEAMCALL is #UD. */
  public boolean inVmxOperation(int lp) {
    return vmxOperation[lp];
  }

  /** VMXON or VMXOFF on the LP. */
  public void setVmxOperation(int lp, boolean on) {
    vmxOperation[lp] = on;
  }
}
