package org.seamreplay.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.seamreplay.compile.HeaderClosure;
import org.seamreplay.compile.ScratchDirectory;

/**
 * Puts the files that some units need where the compiler can read them: of each tree a directory,
 * all of them in one private temporary directory that is deleted at the end. They are the units and
 * all that they include, the directory of the TDX host, the headers whose names say that they are
 * TDX's, and the Makefiles that tell which kernel this is and which units it has.
 *
 * <p>Trees whose files are all the same share a directory, files that are the same share their
 * bytes. Nobody may write to them.
 *
 * <p>A symbolic link to a file of the tree becomes a file; one that leads elsewhere is left out.
 */
public final class Materialiser implements AutoCloseable {
  private static final String MAKEFILE = "Makefile";
  private static final String HOST = "arch/x86/virt/vmx/tdx";

  /** With what their files of TDX are called: they make up a kernel tree's digest. */
  private static final List<String> HEADERS =
      List.of("arch/x86/include/asm", "arch/x86/include/asm/shared");

  private static final List<String> HEADER_NAMES = List.of("tdx", "seamldr");
  private static final long MOST_BYTES = 512L << 20;
  private static final int MOST_LINKS = 8;
  private static final int MOST_DEPTH = 32;

  /** Somebody who names another directory wants that. */
  private static final Path USUAL = Path.of("/tmp");

  private static final Path MEMORY = Path.of("/dev/shm");
  private static final long ENOUGH_MEMORY = 256L << 20;

  private final List<String> units;
  private final ScratchDirectory root;
  private final HeaderClosure closure = new HeaderClosure();
  private final Map<Entry, Path> written = new HashMap<>();
  private final Map<Map<String, Entry>, Path> directories = new HashMap<>();

  /**
   * An empty directory.
   *
   * @param units paths of the C files that are compiled beside those of the TDX host; those that a
   *     tree has not, do not matter
   * @param scratch where the directory is made
   * @throws BadTree if it cannot be made
   */
  public Materialiser(Collection<String> units, Path scratch) {
    this.units = List.copyOf(new TreeSet<>(units));
    try {
      Files.createDirectories(scratch);
      root = ScratchDirectory.in(scratch);
    } catch (IOException e) {
      throw unwritable(scratch, e);
    }
  }

  /**
   * In memory where the system offers that, because making hundreds of small files takes seconds on
   * a slow disk; else in its directory for temporary files.
   */
  public Materialiser(Collection<String> units) {
    this(units, scratch());
  }

  private static Path scratch() {
    Path given = Path.of(System.getProperty("java.io.tmpdir"));
    try {
      boolean memory =
          given.equals(USUAL)
              && Files.isDirectory(MEMORY)
              && Files.isWritable(MEMORY)
              && Files.getFileStore(MEMORY).getUsableSpace() >= ENOUGH_MEMORY;
      return memory ? MEMORY : given;
    } catch (IOException e) {
      return given;
    }
  }

  /**
   * A directory with what is needed of a tree. It lives as long as this object.
   *
   * @throws BadTree if the tree cannot be read or the directory cannot be written
   */
  public synchronized Path directory(SourceTree tree) {
    SortedMap<String, Entry> files = files(tree);
    // Entries are equal if they are the same, so this is a comparison of names and identities.
    Path known = directories.get(files);
    if (known != null) {
      return known;
    }
    Path directory = root.path().resolve(Integer.toString(directories.size()));
    try {
      Files.createDirectory(directory);
      for (Map.Entry<String, Entry> file : files.entrySet()) {
        write(directory.resolve(file.getKey()), file.getValue());
      }
    } catch (IOException e) {
      throw unwritable(directory, e);
    }
    directories.put(files, directory);
    return directory;
  }

  @Override
  public synchronized void close() {
    directories.clear();
    written.clear();
    root.close();
  }

  private SortedMap<String, Entry> files(SourceTree tree) {
    SortedSet<String> paths = new TreeSet<>();
    addAll(tree, HOST, paths, MOST_DEPTH);
    SortedSet<String> compiled = new TreeSet<>(units);
    for (String path : paths) {
      if (path.endsWith(".c")) {
        compiled.add(path);
      }
    }
    paths.addAll(closure.of(compiled, path -> file(tree, path).map(Entry::content)));
    paths.add(MAKEFILE);
    for (String unit : units) {
      String parent = TreePath.parent(unit);
      paths.add(parent.isEmpty() ? MAKEFILE : parent + "/" + MAKEFILE);
    }
    for (String directory : HEADERS) {
      for (String name : tree.names(directory)) {
        if (HEADER_NAMES.stream().anyMatch(name::startsWith)) {
          paths.add(directory + "/" + name);
        }
      }
    }
    SortedMap<String, Entry> files = new TreeMap<>();
    long bytes = 0;
    for (String path : paths) {
      // Written below our own directory and nowhere else, whatever the units are called.
      Optional<Entry> entry = TreePath.isInTree(path) ? file(tree, path) : Optional.empty();
      if (entry.isPresent()) {
        files.put(path, entry.get());
        bytes += entry.get().content().length;
      }
    }
    if (bytes > MOST_BYTES) {
      throw new BadTree(
          "the units need more than " + (MOST_BYTES >> 20) + " MB of sources; is this a kernel?");
    }
    return files;
  }

  private static void addAll(SourceTree tree, String directory, Set<String> paths, int left) {
    for (String name : left > 0 ? tree.names(directory) : List.<String>of()) {
      String path = directory + "/" + name;
      if (tree.entry(path).filter(entry -> entry.kind() == Entry.Kind.DIRECTORY).isPresent()) {
        addAll(tree, path, paths, left - 1);
      } else {
        paths.add(path);
      }
    }
  }

  /** The file at a path, or the one that a link there leads to. */
  private static Optional<Entry> file(SourceTree tree, String path) {
    Optional<String> at = Optional.of(path);
    for (int links = 0; links <= MOST_LINKS && at.isPresent(); links++) {
      String here = at.get();
      Optional<Entry> entry = tree.entry(here);
      if (entry.isEmpty() || entry.get().kind() != Entry.Kind.LINK) {
        return entry.filter(Entry::isFile);
      }
      String target = new String(entry.get().content(), UTF_8);
      at = TreePath.resolve(TreePath.parent(here), target);
    }
    return Optional.empty();
  }

  private void write(Path path, Entry entry) throws IOException {
    Files.createDirectories(path.getParent());
    Path same = written.get(entry);
    if (same != null) {
      try {
        Files.createLink(path, same);
        return;
      } catch (FileAlreadyExistsException e) {
        throw e;
      } catch (IOException | UnsupportedOperationException e) {
        // No hard links here, or too many to this file: another copy.
      }
    }
    Files.write(path, entry.content());
    written.put(entry, path);
  }

  private static BadTree unwritable(Path path, IOException e) {
    return new BadTree(
        path
            + ": cannot be written: "
            + (e.getMessage() == null ? e.toString() : e.getMessage())
            + "; set java.io.tmpdir to a directory that can",
        e);
  }
}
