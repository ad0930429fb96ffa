package org.seamreplay.kernel;

import org.seamreplay.platform.Machine;
import org.seamreplay.vm.ExternalCall;

/**
 * VMX operation of each CPU, with the reference count of x86_virt_get_ref() (Linux 7.2). Older
 * releases have none: there KVM does VMXON itself.
 */
final class VirtRef {
  private static final int EOPNOTSUPP = 95;

  private final Machine machine;
  private final Context context;
  private final CpuFeatures features;
  private final int[] users;

  VirtRef(Machine machine, Context context, CpuFeatures features) {
    this.machine = machine;
    this.context = context;
    this.features = features;
    this.users = new int[machine.profile().cpus().size()];
  }

  void register(Models m) {
    m.since("7.2").model("seamreplay_virt_get_ref", this::get);
    m.since("7.2").model("seamreplay_virt_put_ref", this::put);
    m.data("virt_rebooting", new byte[1], 1);
  }

  private void get(ExternalCall call) {
    int cpu = context.cpu();
    if (!features.name(call).equals("X86_FEATURE_VMX") || !features.has("X86_FEATURE_VMX")) {
      call.result(-EOPNOTSUPP);
    } else if (users[cpu] == 0 && machine.inVmxOperation(cpu)) {
      // Somebody else has set CR4.VMXE.
      call.result(-Errno.EBUSY);
    } else {
      users[cpu]++;
      machine.setVmxOperation(cpu, true);
      context.effect(Effect.Kind.VMX_TAKEN, "");
      call.result(0);
    }
  }

  private void put(ExternalCall call) {
    int cpu = context.cpu();
    if (users[cpu] == 0) {
      call.vm()
          .report(
              ContextFault.KERNEL_WARNING,
              "x86_virt_put_ref() on CPU " + cpu + ", which holds no reference");
      return;
    }
    users[cpu]--;
    context.effect(Effect.Kind.VMX_DROPPED, "");
    if (users[cpu] == 0) {
      machine.setVmxOperation(cpu, false);
    }
  }

  /** VMXON on a CPU, as KVM does it in releases without reference count. */
  void vmxOn(int cpu) {
    machine.setVmxOperation(cpu, true);
  }

  /** VMXOFF on a CPU, whoever still refers to it: offline, or before a reboot. */
  void vmxOff(int cpu) {
    machine.setVmxOperation(cpu, false);
  }
}
