package org.seamreplay.tree;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.seamreplay.series.PlainGit;

/** The objects of a git repository, looked up by name. They are only read. */
final class GitObjects implements AutoCloseable {
  private static final int SHOWN = 12;

  private final Path path;
  private final String prefix;
  private final Repository repository;
  private final ObjectReader reader;

  /** What a name in a tree stands for. */
  record Child(FileMode mode, ObjectId id) {}

  /**
   * A commit, or a tree without one.
   *
   * @param commit empty if the revision names a tree
   * @param seconds when it was committed, since 1970; 0 for a tree
   */
  record Revision(Optional<ObjectId> commit, ObjectId tree, long seconds) {
    /** {@code commit 1234567890ab}. */
    String shown() {
      return commit.map(id -> "commit " + shortened(id)).orElse("tree " + shortened(tree));
    }
  }

  private GitObjects(Path path, String prefix, Repository repository) {
    this.path = path;
    this.prefix = prefix;
    this.repository = repository;
    this.reader = repository.newObjectReader();
  }

  /**
   * The repository that a directory belongs to: as its worktree, a directory in that, or as the
   * repository itself.
   *
   * @return empty if it belongs to none
   * @throws BadTree if there is one that cannot be used
   */
  static Optional<GitObjects> of(Path path) {
    File real;
    try {
      real = path.toRealPath().toFile();
    } catch (IOException e) {
      return Optional.empty();
    }
    try {
      RepositoryBuilder builder = PlainGit.find(path);
      if (builder.getGitDir() == null) {
        return Optional.empty();
      }
      Repository repository = new MappedRepository(builder, builder.build());
      return Optional.of(new GitObjects(path, prefix(repository, real), repository));
    } catch (IOException | IllegalArgumentException e) {
      throw new BadTree(path + ": not a git repository that can be read: " + reason(e), e);
    }
  }

  private static String prefix(Repository repository, File directory) throws IOException {
    if (repository.isBare()) {
      return "";
    }
    Path top = repository.getWorkTree().toPath().toRealPath();
    Path here = directory.toPath();
    return here.startsWith(top) ? top.relativize(here).toString() : "";
  }

  /** Where the directory is in the repository's trees; empty for their root. */
  String prefix() {
    return prefix;
  }

  boolean isBare() {
    return repository.isBare();
  }

  /**
   * The commit or tree that git would take for a name.
   *
   * @throws BadTree if there is none
   */
  synchronized Revision revision(String name) {
    try {
      ObjectId id = repository.resolve(name);
      if (id == null) {
        throw new BadTree(path + ": has no revision '" + printable(name) + "'" + remedy());
      }
      return revision(id, name);
    } catch (AmbiguousObjectException e) {
      throw new BadTree(
          path + ": '" + printable(name) + "' is short for several objects; give more digits", e);
    } catch (RevisionSyntaxException e) {
      throw new BadTree(
          path + ": '" + printable(name) + "' is no revision; give a tag, a branch or a commit", e);
    } catch (MissingObjectException e) {
      throw missing(e.getObjectId());
    } catch (IncorrectObjectTypeException e) {
      throw new BadTree(path + ": '" + printable(name) + "' is no commit", e);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private Revision revision(ObjectId id, String name) throws IOException {
    try (RevWalk walk = new RevWalk(reader)) {
      walk.setRetainBody(false);
      RevObject object = walk.peel(walk.parseAny(id));
      if (object instanceof RevCommit commit) {
        return new Revision(
            Optional.of(commit.copy()), commit.getTree().copy(), commit.getCommitTime());
      } else if (object instanceof RevTree tree) {
        return new Revision(Optional.empty(), tree.copy(), 0);
      }
      throw new BadTree(path + ": '" + printable(name) + "' is a file, not a commit");
    }
  }

  /** The commit or tree of an object, if it is here and is one. */
  synchronized Optional<Revision> revisionOf(ObjectId id) {
    try {
      return Optional.of(revision(id, id.name()));
    } catch (IOException | BadTree e) {
      return Optional.empty();
    }
  }

  /**
   * What a tree has, by name.
   *
   * @throws BadTree if it cannot be read, or has names that lead elsewhere
   */
  synchronized Map<String, Child> children(AnyObjectId tree) {
    byte[] bytes = content(tree, Constants.OBJ_TREE);
    Map<String, Child> children = new TreeMap<>();
    CanonicalTreeParser parser = new CanonicalTreeParser();
    try {
      for (parser.reset(bytes); !parser.eof(); parser.next()) {
        String name = parser.getEntryPathString();
        if (!TreePath.isInTree(name) || name.indexOf('/') >= 0) {
          throw new BadTree(
              path + ": tree " + shortened(tree) + " has a file named '" + printable(name) + "'");
        }
        children.put(name, new Child(parser.getEntryFileMode(), parser.getEntryObjectId()));
      }
    } catch (ArrayIndexOutOfBoundsException e) {
      throw new BadTree(path + ": tree " + shortened(tree) + " is corrupt; see 'git fsck'", e);
    }
    return children;
  }

  /**
   * The bytes of a file.
   *
   * @throws BadTree if they are not there or too many
   */
  synchronized byte[] blob(AnyObjectId id) {
    return content(id, Constants.OBJ_BLOB);
  }

  /** The one file whose id starts with some digits; empty if there is none or are several. */
  synchronized Optional<ObjectId> findBlob(String digits) {
    if (!AbbreviatedObjectId.isId(digits)) {
      return Optional.empty();
    }
    List<ObjectId> blobs = new ArrayList<>();
    try {
      for (ObjectId id : reader.resolve(AbbreviatedObjectId.fromString(digits))) {
        if (reader.open(id).getType() == Constants.OBJ_BLOB) {
          blobs.add(id);
        }
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    return blobs.size() == 1 ? Optional.of(blobs.get(0)) : Optional.empty();
  }

  /** All references below some prefix, such as {@code refs/tags/}. */
  synchronized List<Ref> refs(String under) {
    try {
      return repository.getRefDatabase().getRefsByPrefix(under);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private byte[] content(AnyObjectId id, int type) {
    try {
      ObjectLoader loader = reader.open(id, type);
      if (loader.getSize() > SourceTree.MAX_FILE) {
        throw tooLarge(id);
      }
      return loader.getCachedBytes(SourceTree.MAX_FILE);
    } catch (LargeObjectException e) {
      throw tooLarge(id);
    } catch (MissingObjectException e) {
      throw missing(id);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private BadTree tooLarge(AnyObjectId id) {
    return new BadTree(
        path
            + ": object "
            + shortened(id)
            + " is larger than "
            + (SourceTree.MAX_FILE >> 20)
            + " MB");
  }

  @Override
  public synchronized void close() {
    reader.close();
    repository.close();
  }

  private BadTree missing(AnyObjectId id) {
    return new BadTree(
        path
            + ": object "
            + shortened(id)
            + " is not there; a partial clone gets it with 'git checkout', a shallow one with"
            + " 'git fetch --unshallow'");
  }

  private BadTree unreadable(IOException e) {
    return new BadTree(path + ": the repository cannot be read: " + reason(e), e);
  }

  private String remedy() {
    boolean shallow = Files.exists(repository.getCommonDirectory().toPath().resolve("shallow"));
    return shallow
        ? "; the clone is shallow, 'git fetch --unshallow' gets the rest"
        : "; fetch it, or give a tag, a branch or a commit that is there";
  }

  private static String reason(Exception e) {
    Throwable first = e;
    while (first.getCause() != null) {
      first = first.getCause();
    }
    String message =
        first.getMessage() == null ? first.getClass().getSimpleName() : first.getMessage();
    return message.lines().findFirst().orElse("");
  }

  static String shortened(AnyObjectId id) {
    return id.name().substring(0, SHOWN);
  }

  private static String printable(String text) {
    String cut = text.length() > 80 ? text.substring(0, 80) + "..." : text;
    return cut.replaceAll("\\p{Cntrl}", "?");
  }
}
