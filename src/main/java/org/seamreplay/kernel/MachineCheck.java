package org.seamreplay.kernel;

import org.seamreplay.vm.ExternalCall;

/**
 * What a machine check record says on Intel CPUs (SDM volume 3, "Machine-check architecture"): is
 * it a memory error, and does it have a physical address.
 */
final class MachineCheck {
  private static final long MISC_VALID = 1L << 59;
  private static final long ADDRESS_VALID = 1L << 58;
  private static final int PHYSICAL = 2;

  private final Layouts layouts;

  MachineCheck(Layouts layouts) {
    this.layouts = layouts;
  }

  void register(Models m) {
    m.model("mce_is_memory_error", c -> c.result(isMemoryError(status(c)) ? 1 : 0));
    m.model("mce_usable_address", c -> c.result(hasAddress(c) ? 1 : 0));
  }

  private long status(ExternalCall call) {
    return member(call, "status");
  }

  private long member(ExternalCall call, String name) {
    return call.vm().memory().load(call.arg(0) + layouts.offset("mce", name), 8);
  }

  /** Memory controller errors, cache hierarchy errors, generic cache errors. */
  private static boolean isMemoryError(long status) {
    return (status & 0xef80) == 0x80 || (status & 0xef00) == 0x100 || (status & 0xeffc) == 0xc;
  }

  private boolean hasAddress(ExternalCall call) {
    long status = status(call);
    long misc = member(call, "misc");
    return (status & ADDRESS_VALID) != 0
        && (status & MISC_VALID) != 0
        && (misc & 0x3f) <= AddressSpace.PAGE_SHIFT
        && ((misc >>> 6) & 7) == PHYSICAL;
  }
}
