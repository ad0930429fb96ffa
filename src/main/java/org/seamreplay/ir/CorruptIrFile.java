package org.seamreplay.ir;

/** Bytes that are no IR file of this version: truncated, damaged, or of another program. */
public final class CorruptIrFile extends Exception {
  private static final long serialVersionUID = 1L;

  CorruptIrFile(String message) {
    super(message);
  }
}
