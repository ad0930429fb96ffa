package org.seamreplay.input;

import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** A file is there but is not taken. */
public final class Unusable extends FileSystemException {
  private static final long serialVersionUID = 1L;

  private final boolean tooLarge;

  private Unusable(String file, String reason, boolean tooLarge) {
    super(file, null, reason);
    this.tooLarge = tooLarge;
  }

  static Unusable because(Path file, String reason) {
    return new Unusable(file.toString(), reason, false);
  }

  static Unusable tooLarge(String file, String reason) {
    return new Unusable(file, reason, true);
  }

  /** Whether there is more of it than anybody needs. */
  public boolean isTooLarge() {
    return tooLarge;
  }
}
