package org.seamreplay.vm;

/**
 * An instruction has a form that the decoder does not know. Decoding goes on; the place becomes an
 * instruction that is {@link NotModelled} when control reaches it.
 */
final class UnsupportedIr extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnsupportedIr(String what) {
    super(what, null, false, false);
  }
}
