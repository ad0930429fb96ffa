package org.seamreplay.tree;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.seamreplay.series.FilePatch;

/**
 * A commit of a git repository. Of the repository only those objects are read that are on the way
 * to the files asked for, and each once.
 */
public final class GitBase implements Base {
  private final Path path;
  private final String name;
  private final GitObjects objects;
  private final GitObjects.Revision revision;
  private final Entry root;
  private final Map<String, Optional<Entry>> entries = new ConcurrentHashMap<>();
  private final Map<ObjectId, Map<String, GitObjects.Child>> trees = new ConcurrentHashMap<>();

  private GitBase(
      Path path, String name, GitObjects objects, GitObjects.Revision revision, Entry root) {
    this.path = path;
    this.name = name;
    this.objects = objects;
    this.revision = revision;
    this.root = root;
  }

  /**
   * Takes a commit as a base.
   *
   * @param path a worktree, a directory in one (then that directory of the commit is the base), or
   *     a repository without worktree
   * @param revision what git calls the commit: a tag, a branch, its id or the start of that, and
   *     what can be said from there
   * @throws BadTree if there is no such repository or commit
   */
  public static GitBase open(Path path, String revision) {
    DirectoryBase.checkDirectory(path);
    GitObjects objects =
        GitObjects.of(path)
            .orElseThrow(
                () ->
                    new BadTree(
                        path + ": not a git repository, so it has no revision '" + revision + "'"));
    try {
      GitObjects.Revision found = objects.revision(revision);
      Entry whole = directory(found.tree());
      GitBase repository = new GitBase(path, revision, objects, found, whole);
      if (objects.prefix().isEmpty()) {
        return repository;
      }
      Entry part =
          repository
              .entry(objects.prefix())
              .filter(entry -> entry.kind() == Entry.Kind.DIRECTORY)
              .orElseThrow(
                  () -> new BadTree(path + ": is not in " + revision + " (" + found.shown() + ")"));
      return new GitBase(path, revision, objects, found, part);
    } catch (BadTree e) {
      objects.close();
      throw e;
    }
  }

  @Override
  public String describe() {
    boolean isId = revision.commit().filter(id -> id.name().startsWith(name)).isPresent();
    String shown = isId ? revision.shown() : name + " (" + revision.shown() + ")";
    return shown + " of git repository " + path;
  }

  /** The commit's full id; empty if the base is a tree without one. */
  public Optional<String> commit() {
    return revision.commit().map(ObjectId::name);
  }

  @Override
  public Optional<Entry> entry(String path) {
    Optional<Entry> known = entries.get(path);
    if (known == null) {
      // Not computeIfAbsent: the parents are looked up on the way.
      Optional<Entry> found = find(path);
      known = entries.putIfAbsent(path, found);
      known = known == null ? found : known;
    }
    return known;
  }

  @Override
  public List<String> names(String directory) {
    return entry(directory)
        .filter(entry -> entry.kind() == Entry.Kind.DIRECTORY)
        .map(entry -> List.copyOf(children(entry).keySet()))
        .orElse(List.of());
  }

  @Override
  public boolean hasRepository() {
    return true;
  }

  @Override
  public Optional<byte[]> blob(String id) {
    return objects.findBlob(id).map(objects::blob);
  }

  @Override
  public void close() {
    entries.clear();
    trees.clear();
    objects.close();
  }

  GitObjects objects() {
    return objects;
  }

  private Optional<Entry> find(String path) {
    if (path.isEmpty()) {
      return Optional.of(root);
    }
    if (!TreePath.isInTree(path)) {
      return Optional.empty();
    }
    return entry(TreePath.parent(path))
        .filter(parent -> parent.kind() == Entry.Kind.DIRECTORY)
        .map(parent -> children(parent).get(path.substring(path.lastIndexOf('/') + 1)))
        .map(this::entry);
  }

  private Map<String, GitObjects.Child> children(Entry directory) {
    return trees.computeIfAbsent(directory.id(), objects::children);
  }

  private Entry entry(GitObjects.Child child) {
    ObjectId id = child.id();
    FileMode mode = child.mode();
    if (mode.equals(FileMode.TREE)) {
      return directory(id);
    } else if (mode.equals(FileMode.GITLINK)) {
      return Entry.of(Entry.Kind.SUBMODULE, FileMode.TYPE_GITLINK, id, () -> new byte[0]);
    } else if (mode.equals(FileMode.SYMLINK)) {
      return Entry.of(Entry.Kind.LINK, FileMode.TYPE_SYMLINK, id, () -> objects.blob(id));
    }
    int bits = mode.equals(FileMode.EXECUTABLE_FILE) ? FilePatch.EXECUTABLE : FilePatch.REGULAR;
    return Entry.of(Entry.Kind.FILE, bits, id, () -> objects.blob(id));
  }

  private static Entry directory(ObjectId tree) {
    return Entry.of(Entry.Kind.DIRECTORY, FileMode.TYPE_TREE, tree, () -> new byte[0]);
  }
}
