package org.seamreplay.module.leaf;

/**
 * A check of a leaf failed: the call ends with this status, results are as they are. Leaves are
 * long lists of checks; thrown, they read as such. The dispatcher catches it.
 */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long status;

  Refused(long status) {
    super(null, null, false, false);
    this.status = status;
  }

  long status() {
    return status;
  }
}
