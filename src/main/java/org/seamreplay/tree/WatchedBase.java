package org.seamreplay.tree;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A base that remembers what was wanted of it: all that a replay on it depends on. */
public final class WatchedBase implements Base {
  private final Base base;
  private final SortedMap<String, Entry> files = Collections.synchronizedSortedMap(new TreeMap<>());
  private final SortedMap<String, byte[]> blobs =
      Collections.synchronizedSortedMap(new TreeMap<>());

  /** Watches a base; closing this closes it. */
  public WatchedBase(Base base) {
    this.base = base;
  }

  /** The files and links that were looked at, by path. */
  public SortedMap<String, Entry> files() {
    return new TreeMap<>(files);
  }

  /** The contents that were found by id, by the id that was asked for. */
  public SortedMap<String, byte[]> blobs() {
    return new TreeMap<>(blobs);
  }

  @Override
  public Optional<Entry> entry(String path) {
    Optional<Entry> entry = base.entry(path);
    entry
        .filter(e -> e.kind() == Entry.Kind.FILE || e.kind() == Entry.Kind.LINK)
        .ifPresent(e -> files.put(path, e));
    return entry;
  }

  @Override
  public List<String> names(String directory) {
    return base.names(directory);
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
