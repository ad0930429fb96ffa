package org.seamreplay.module.leaf;

/**
 * A guest leaf needs a page that is not there: the call becomes an exit to the host, and the guest
 * makes it again when it goes on.
 */
final class FaultExit extends RuntimeException {
  static final int EPT_VIOLATION = 48;
  static final int EPT_MISCONFIGURATION = 49;

  /** Extended qualifications: what kind of access it was. */
  static final int NO_DETAILS = 0;

  static final int ACCEPT = 1;
  static final int ATTRIBUTES = 5;
  static final int PENDING = 6;

  private static final long serialVersionUID = 1L;

  private final int reason;
  private final long qualification;
  private final long extended;
  private final long gpa;

  FaultExit(int reason, long qualification, long extended, long gpa) {
    super(null, null, false, false);
    this.reason = reason;
    this.qualification = qualification;
    this.extended = extended;
    this.gpa = gpa;
  }

  int reason() {
    return reason;
  }

  long qualification() {
    return qualification;
  }

  long extended() {
    return extended;
  }

  long gpa() {
    return gpa;
  }
}
