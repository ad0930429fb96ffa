package org.seamreplay.tree;

import java.util.function.Supplier;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;

/** What stands under a path of a tree. The content is read when it is asked for, and kept. */
public final class Entry {
  private final Kind kind;
  private final int mode;
  private Supplier<byte[]> source;
  private byte[] content;
  private ObjectId id;

  /** What it is. */
  public enum Kind {
    /** A file. */
    FILE,
    /** A symbolic link; its content is the target. */
    LINK,
    /** A directory; it has no content. */
    DIRECTORY,
    /** A commit of another repository; it has no content. */
    SUBMODULE
  }

  private Entry(Kind kind, int mode, ObjectId id, Supplier<byte[]> source) {
    this.kind = kind;
    this.mode = mode;
    this.id = id;
    this.source = source;
  }

  /** A file or link whose id follows from its content. */
  static Entry of(Kind kind, int mode, Supplier<byte[]> content) {
    return new Entry(kind, mode, null, content);
  }

  /** An object of a repository. */
  static Entry of(Kind kind, int mode, ObjectId id, Supplier<byte[]> content) {
    return new Entry(kind, mode, id, content);
  }

  /** What it is. */
  public Kind kind() {
    return kind;
  }

  /** Whether it is a file. */
  public boolean isFile() {
    return kind == Kind.FILE;
  }

  /** Git's mode, for example 0100644. */
  public int mode() {
    return mode;
  }

  /**
   * All bytes; nobody may change them.
   *
   * @throws BadTree if they cannot be read
   */
  public synchronized byte[] content() {
    if (content == null) {
      content = source.get();
      source = null;
    }
    return content;
  }

  /** Git's name of the content; of a directory only in a repository. */
  public synchronized ObjectId id() {
    if (id == null) {
      if (kind != Kind.FILE && kind != Kind.LINK) {
        throw new IllegalStateException("a directory on disk has no id");
      }
      id = idOf(content());
    }
    return id;
  }

  /** Git's name of the content of a file or link. */
  public static ObjectId idOf(byte[] content) {
    try (ObjectInserter.Formatter formatter = new ObjectInserter.Formatter()) {
      return formatter.idFor(Constants.OBJ_BLOB, content);
    }
  }
}
