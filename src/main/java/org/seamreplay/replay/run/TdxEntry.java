package org.seamreplay.replay.run;

import java.util.List;
import java.util.Optional;
import org.seamreplay.kernel.BootPlan;

/** Where the kernel enters its TDX code, in all releases that are replayed. */
public final class TdxEntry {
  /**
   * {@code tdx_init()} is called when the first CPU is identified. From Linux 7.2 {@code
   * tdx_enable()} is an initcall; before, KVM calls it, which is not compiled: there it is called
   * as KVM's bring-up of Linux 6.16 does it, on top of the calls that 6.12 has.
   */
  public static final BootPlan BOOT =
      new BootPlan(
          List.of("tdx_init"),
          "tdx_enable",
          Optional.of(
              new BootPlan.Hypervisor("kvm/cpu/tdx:online", "tdx_cpu_enable", "tdx_enable")));

  /** Takes the image of another module: address and size. */
  public static final String INSTALL = "seamldr_install_module";

  private TdxEntry() {}
}
