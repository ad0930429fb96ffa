package org.seamreplay.ir;

/** LLVM IR that cannot be read, or that holds something the IR model does not express. */
public class UnsupportedIr extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * What is unsupported.
   *
   * @param message one line: what, and where if known
   */
  public UnsupportedIr(String message) {
    super(message);
  }
}
