package org.seamreplay.tree;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.ObjectId;

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
    // JGit's own way looks for the configuration of the machine, to know which SHA-1 to use.
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-1");
      sha.update(("blob " + content.length + "\0").getBytes(US_ASCII));
      return ObjectId.fromRaw(sha.digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
