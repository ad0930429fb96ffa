package org.seamreplay.tree;

/** What a series is applied to. It is only read. */
public sealed interface Base extends SourceTree, AutoCloseable permits DirectoryBase {
  /** For people: what it is, in one line. */
  String describe();

  @Override
  void close();
}
