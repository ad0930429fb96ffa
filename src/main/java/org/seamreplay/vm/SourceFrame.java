package org.seamreplay.vm;

/**
 * A function on the call stack and the place in it.
 *
 * @param file path relative to the tree; shim files start with {@code shim/}
 * @param line 1-based, 0 if unknown
 * @param inlined the function was inlined into the next frame
 */
public record SourceFrame(String function, String file, int line, int column, boolean inlined) {
  @Override
  public String toString() {
    return function + " (" + file + ":" + line + ")";
  }
}
