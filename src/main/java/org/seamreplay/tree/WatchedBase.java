package org.seamreplay.tree;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** A base that remembers what was wanted of it: all that a replay on it depends on. */
public final class WatchedBase implements Base {
  private static final int MOST_DEPTH = 32;

  private final Base base;
  private final Set<String> directories = new ConcurrentSkipListSet<>();
  private final SortedMap<String, Entry> files = Collections.synchronizedSortedMap(new TreeMap<>());
  private final SortedMap<String, byte[]> blobs =
      Collections.synchronizedSortedMap(new TreeMap<>());

  /** Watches a base; closing this closes it. */
  public WatchedBase(Base base) {
    this.base = base;
  }

  /**
   * The files and links that were looked at, by path. Of a directory that was looked at there is at
   * least one file, so that it is one still if there is nothing else.
   */
  public SortedMap<String, Entry> files() {
    SortedMap<String, Entry> all = new TreeMap<>(files);
    for (String directory : List.copyOf(directories)) {
      String prefix = directory + "/";
      SortedMap<String, Entry> below = all.tailMap(prefix);
      if (below.isEmpty() || !below.firstKey().startsWith(prefix)) {
        witness(directory, MOST_DEPTH, all);
      }
    }
    return all;
  }

  /** Takes the first file below a directory; whether there was one. */
  private boolean witness(String directory, int depth, SortedMap<String, Entry> all) {
    for (String name : depth > 0 ? base.names(directory) : List.<String>of()) {
      String path = directory + "/" + name;
      Optional<Entry> entry = base.entry(path);
      if (entry.filter(WatchedBase::hasContent).isPresent()) {
        all.put(path, entry.get());
        return true;
      }
      boolean in = entry.filter(e -> e.kind() == Entry.Kind.DIRECTORY).isPresent();
      if (in && witness(path, depth - 1, all)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasContent(Entry entry) {
    return entry.kind() == Entry.Kind.FILE || entry.kind() == Entry.Kind.LINK;
  }

  /** The base itself. */
  Base watched() {
    return base;
  }

  /** The full id of the commit that the base is; empty for files on disk. */
  public Optional<String> commit() {
    return base instanceof GitBase git ? git.commit() : Optional.empty();
  }

  /** The contents that were found by id, by the id that was asked for. */
  public SortedMap<String, byte[]> blobs() {
    return new TreeMap<>(blobs);
  }

  @Override
  public Optional<Entry> entry(String path) {
    Optional<Entry> entry = base.entry(path);
    entry.ifPresent(
        e -> {
          if (hasContent(e)) {
            files.put(path, e);
          } else if (e.kind() == Entry.Kind.DIRECTORY && !path.isEmpty()) {
            directories.add(path);
          }
        });
    return entry;
  }

  @Override
  public List<String> names(String directory) {
    List<String> names = base.names(directory);
    if (!names.isEmpty() && !directory.isEmpty()) {
      directories.add(directory);
    }
    return names;
  }

  @Override
  public Optional<byte[]> blob(String id) {
    Optional<byte[]> blob = base.blob(id);
    blob.ifPresent(content -> blobs.put(id, content));
    return blob;
  }

  @Override
  public boolean hasRepository() {
    return base.hasRepository();
  }

  @Override
  public String describe() {
    return base.describe();
  }

  @Override
  public void close() {
    base.close();
  }
}
