package org.seamreplay.module.leaf;

import org.seamreplay.module.port.VmExit;
import org.seamreplay.module.state.VeInfo;

/** A guest leaf needs a page that the guest itself has to deal with: it gets a #VE. */
final class GuestFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long qualification;
  private final long gpa;

  GuestFault(long qualification, long gpa) {
    super(null, null, false, false);
    this.qualification = qualification;
    this.gpa = gpa;
  }

  /** What the guest is told. */
  VeInfo info(VmExit exit) {
    return new VeInfo(
        FaultExit.EPT_VIOLATION,
        qualification,
        0,
        gpa,
        (exit.length() & 0xFFFFFFFFL) | exit.information() << 32);
  }
}
