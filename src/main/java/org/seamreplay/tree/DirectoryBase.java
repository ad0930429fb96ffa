package org.seamreplay.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.seamreplay.input.InputFile;
import org.seamreplay.series.FilePatch;

/**
 * A directory of sources, such as an unpacked distribution package. It is only read, and of its
 * files only those that are asked for. Each is read once, so all steps see the same.
 */
public final class DirectoryBase implements Base {
  /** What file systems allow; beyond, they call it an error to ask. */
  private static final int LONGEST_NAME = 255;

  private static final String GIT = ".git";

  private final Path root;
  private Optional<GitObjects> objects;
  private final Map<String, Optional<Entry>> entries = new ConcurrentHashMap<>();
  private final Map<String, List<String>> names = new ConcurrentHashMap<>();

  private DirectoryBase(Path root) {
    this.root = root;
  }

  /**
   * Takes a directory as a base.
   *
   * @throws BadTree if it is none or cannot be read
   */
  public static DirectoryBase open(Path directory) {
    checkDirectory(directory);
    if (isBareRepository(directory)) {
      throw new BadTree(
          directory + ": a bare repository has no files; give the commit with --base REV");
    }
    return new DirectoryBase(directory);
  }

  /** Where it is. */
  public Path path() {
    return root;
  }

  static void checkDirectory(Path directory) {
    if (!Files.exists(directory)) {
      throw new BadTree(directory + ": no such directory");
    }
    if (!Files.isDirectory(directory)) {
      throw new BadTree(directory + ": not a directory; give the root of a kernel tree");
    }
    if (!Files.isReadable(directory) || !Files.isExecutable(directory)) {
      throw new BadTree(directory + ": not readable");
    }
  }

  private static boolean isBareRepository(Path directory) {
    return Files.isRegularFile(directory.resolve("HEAD"))
        && Files.isDirectory(directory.resolve("objects"))
        && Files.isDirectory(directory.resolve("refs"));
  }

  @Override
  public String describe() {
    return Files.exists(root.resolve(GIT))
        ? "files of git worktree " + root + " as they are on disk"
        : "directory " + root;
  }

  @Override
  public boolean hasRepository() {
    return objects().isPresent();
  }

  @Override
  public Optional<byte[]> blob(String id) {
    return objects().flatMap(found -> found.findBlob(id).map(found::blob));
  }

  /** The repository that the directory is a worktree of, or in one; opened when first needed. */
  synchronized Optional<GitObjects> objects() {
    if (objects == null) {
      try {
        objects = GitObjects.of(root);
      } catch (BadTree e) {
        // The files are the base; without a repository they only cannot be merged with.
        objects = Optional.empty();
      }
    }
    return objects;
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
    return names.computeIfAbsent(directory, this::list);
  }

  private List<String> list(String directory) {
    if (entry(directory).filter(entry -> entry.kind() == Entry.Kind.DIRECTORY).isEmpty()) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(resolved(directory))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !(directory.isEmpty() && name.equals(GIT)))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw unreadable(directory, e);
    }
  }

  @Override
  public void close() {
    entries.clear();
    names.clear();
    closeObjects();
  }

  private synchronized void closeObjects() {
    if (objects != null) {
      objects.ifPresent(GitObjects::close);
    }
    objects = null;
  }

  private Path resolved(String path) {
    return path.isEmpty() ? root : root.resolve(path);
  }

  private Optional<Entry> find(String path) {
    if (!path.isEmpty() && !TreePath.isInTree(path)) {
      return Optional.empty();
    }
    // A parent that is a link could lead out of the tree, so it has no entries.
    int slash = path.lastIndexOf('/');
    if (!path.isEmpty()
        && entry(slash < 0 ? "" : path.substring(0, slash))
            .filter(parent -> parent.kind() == Entry.Kind.DIRECTORY)
            .isEmpty()) {
      return Optional.empty();
    }
    try {
      Path file = resolved(path);
      if (path.isEmpty()) {
        return Optional.of(Entry.of(Entry.Kind.DIRECTORY, 040000, () -> new byte[0]));
      }
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isSymbolicLink()) {
        byte[] target = Files.readSymbolicLink(file).toString().getBytes(UTF_8);
        return Optional.of(Entry.of(Entry.Kind.LINK, 0120000, () -> target));
      } else if (attributes.isDirectory()) {
        return Optional.of(Entry.of(Entry.Kind.DIRECTORY, 040000, () -> new byte[0]));
      } else if (attributes.isRegularFile()) {
        int mode = Files.isExecutable(file) ? FilePatch.EXECUTABLE : FilePatch.REGULAR;
        return Optional.of(Entry.of(Entry.Kind.FILE, mode, () -> read(path, file)));
      }
      return Optional.empty();
    } catch (NoSuchFileException | InvalidPathException e) {
      return Optional.empty();
    } catch (FileSystemException e) {
      if (path.length() > LONGEST_NAME) {
        // A name that no file can have; sources may ask for it.
        return Optional.empty();
      }
      throw unreadable(path, e);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private byte[] read(String path, Path file) {
    try {
      return InputFile.within(root, file, MAX_FILE);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private BadTree unreadable(String path, IOException e) {
    return new BadTree(resolved(path) + ": " + InputFile.reason(e), e);
  }
}
