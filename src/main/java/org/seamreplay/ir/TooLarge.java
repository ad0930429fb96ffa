package org.seamreplay.ir;

/** IR that is within the model but beyond what anybody writes who wants it to be run. */
public final class TooLarge extends UnsupportedIr {
  private static final long serialVersionUID = 1L;

  TooLarge(String message) {
    super(message);
  }
}
