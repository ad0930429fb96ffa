package org.seamreplay.tree;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Some files of a base, in memory: as many as somebody has kept of it. */
public final class FilesBase implements Base {
  private final String description;
  private final SortedMap<String, Entry> entries = new TreeMap<>();
  private final boolean repository;
  private final Map<String, byte[]> blobs;

  /**
   * A file of the base.
   *
   * @param mode git's mode, for example 0100644; 0120000 for a link, whose content is its target
   * @param content all bytes; nobody may change them
   */
  public record File(int mode, byte[] content) {}

  /**
   * A base of these files.
   *
   * @param description for people
   * @param files by path
   * @param repository whether there was a repository behind the base
   * @param blobs contents of it by id, or by the start of an id as a patch has it
   * @throws BadTree if a path leads out of a tree, or a file stands where a directory is needed
   */
  public FilesBase(
      String description, Map<String, File> files, boolean repository, Map<String, byte[]> blobs) {
    this.description = description;
    this.repository = repository;
    this.blobs = Map.copyOf(blobs);
    entries.put("", directory());
    files.forEach(this::add);
  }

  private void add(String path, File file) {
    if (!TreePath.isInTree(path) || List.of(path.split("/", -1)).contains(".git")) {
      throw new BadTree("the path '" + path + "' is outside of a tree");
    }
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      Entry parent = entries.computeIfAbsent(path.substring(0, slash), p -> directory());
      if (parent.kind() != Entry.Kind.DIRECTORY) {
        throw new BadTree(path + ": a file stands where a directory is needed");
      }
    }
    boolean link = (file.mode() & 0170000) == 0120000;
    Entry entry =
        Entry.of(link ? Entry.Kind.LINK : Entry.Kind.FILE, file.mode(), () -> file.content());
    if (entries.put(path, entry) != null) {
      throw new BadTree(path + ": a file stands where a directory is needed");
    }
  }

  private static Entry directory() {
    return Entry.of(Entry.Kind.DIRECTORY, 040000, () -> new byte[0]);
  }

  @Override
  public Optional<Entry> entry(String path) {
    return Optional.ofNullable(entries.get(path));
  }

  @Override
  public List<String> names(String directory) {
    if (entry(directory).filter(e -> e.kind() == Entry.Kind.DIRECTORY).isEmpty()) {
      return List.of();
    }
    String prefix = directory.isEmpty() ? "" : directory + "/";
    SortedSet<String> names = new TreeSet<>();
    for (String path : entries.tailMap(prefix).keySet()) {
      if (!path.startsWith(prefix)) {
        break;
      }
      String rest = path.substring(prefix.length());
      if (!rest.isEmpty()) {
        int slash = rest.indexOf('/');
        names.add(slash < 0 ? rest : rest.substring(0, slash));
      }
    }
    return List.copyOf(names);
  }

  @Override
  public Optional<byte[]> blob(String id) {
    return Optional.ofNullable(blobs.get(id));
  }

  @Override
  public boolean hasRepository() {
    return repository;
  }

  @Override
  public String describe() {
    return description;
  }

  @Override
  public void close() {}
}
