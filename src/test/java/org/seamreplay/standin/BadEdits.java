package org.seamreplay.standin;

/** Edits that cannot be read, or that do not fit the tree; the message is one line. */
public final class BadEdits extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadEdits(String where, String what) {
    super(where + ": " + what);
  }
}
