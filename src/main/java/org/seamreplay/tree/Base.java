package org.seamreplay.tree;

import java.nio.file.Path;
import java.util.Optional;

/** What a series is applied to. It is only read. */
public sealed interface Base extends SourceTree, AutoCloseable
    permits DirectoryBase, GitBase, FilesBase, WatchedBase {
  /**
   * Opens a base.
   *
   * @param path a directory of sources, or a git repository
   * @param revision the commit wanted; without one, of a git worktree its files as they are on disk
   * @throws BadTree if there is no such base
   */
  static Base open(Path path, Optional<String> revision) {
    return revision.isPresent() ? GitBase.open(path, revision.get()) : DirectoryBase.open(path);
  }

  /** For people: what it is, in one line. */
  String describe();

  /** Whether there is a repository behind it. */
  boolean hasRepository();

  /**
   * A file that the base's repository has, at whatever path, in whatever commit.
   *
   * @param id the blob's id or the start of it
   * @return empty if it is not there, if the start fits several, or if there is no repository
   * @throws BadTree if the repository cannot be read
   */
  Optional<byte[]> blob(String id);

  @Override
  void close();
}
