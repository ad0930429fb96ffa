package org.seamreplay.platform;

/**
 * A file that a user or the project wrote cannot be used. The message is one line that names file,
 * line and key: {@code fixtures/platforms/big.yaml:12: memory[2].size: not a number: '64Q'}.
 */
public final class InvalidFile extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** A complaint that needs no position in the file. */
  public InvalidFile(String message) {
    super(message);
  }

  /** A complaint with what the parser or the system said about it. */
  public InvalidFile(String message, Throwable cause) {
    super(message, cause);
  }
}
