package org.seamreplay.module.leaf;

/** An interrupt is pending: the guest makes its call again, which goes on where it was. */
final class Repeated extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Repeated() {
    super(null, null, false, false);
  }
}
