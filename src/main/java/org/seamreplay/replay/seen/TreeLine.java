package org.seamreplay.replay.seen;

import org.seamreplay.ir.IrModule.SourceLocation;

/**
 * A line of a tree.
 *
 * @param file path in the tree
 * @param line from 1
 */
record TreeLine(String file, int line) implements Comparable<TreeLine> {
  static TreeLine of(SourceLocation location) {
    return new TreeLine(location.file(), location.line());
  }

  @Override
  public int compareTo(TreeLine other) {
    int files = file.compareTo(other.file);
    return files != 0 ? files : Integer.compare(line, other.line);
  }
}
