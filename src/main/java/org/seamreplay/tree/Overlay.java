package org.seamreplay.tree;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.seamreplay.series.FilePatch;

/** A tree that differs from another in some files. */
final class Overlay implements SourceTree {
  private final SourceTree base;
  private final SortedMap<String, Optional<TextFile>> changes;
  private final SortedMap<String, Entry> entries;

  /** Files of the base as lines; all overlays of a series ask for the same ones. */
  private final Map<String, TextFile> baseTexts;

  private Overlay(
      SourceTree base,
      SortedMap<String, Optional<TextFile>> changes,
      SortedMap<String, Entry> entries,
      Map<String, TextFile> baseTexts) {
    this.base = base;
    this.changes = Collections.unmodifiableSortedMap(changes);
    this.entries = entries;
    this.baseTexts = baseTexts;
  }

  /** A tree that is as yet the base. */
  static Overlay on(SourceTree base) {
    return new Overlay(base, new TreeMap<>(), new TreeMap<>(), new ConcurrentHashMap<>());
  }

  /** What differs from the base. */
  SortedMap<String, Optional<TextFile>> changes() {
    return changes;
  }

  /**
   * The same with more changes. What stays the same is the same {@link Entry}, so what is known of
   * its content need not be found out again.
   *
   * @param more by path; empty for a file that is gone
   */
  Overlay with(Map<String, Optional<TextFile>> more) {
    SortedMap<String, Optional<TextFile>> all = new TreeMap<>(changes);
    SortedMap<String, Entry> allEntries = new TreeMap<>(entries);
    more.forEach(
        (path, file) -> {
          all.put(path, file);
          file.ifPresentOrElse(
              one -> allEntries.put(path, one.entry()), () -> allEntries.remove(path));
        });
    return new Overlay(base, all, allEntries, baseTexts);
  }

  /** The lines of a file, with where they come from; empty if there is no such file. */
  Optional<TextFile> text(String path) {
    Optional<TextFile> changed = changes.get(path);
    if (changed != null) {
      return changed;
    }
    TextFile known = baseTexts.get(path);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<TextFile> read = base.file(path).map(entry -> TextFile.ofBase(path, entry));
    read.ifPresent(file -> baseTexts.put(path, file));
    return read;
  }

  @Override
  public Optional<Entry> entry(String path) {
    if (changes.containsKey(path)) {
      Entry entry = entries.get(path);
      if (entry != null) {
        return Optional.of(entry);
      }
    }
    if (hasEntryBelow(path)) {
      return Optional.of(
          base.entry(path)
              .filter(entry -> entry.kind() == Entry.Kind.DIRECTORY)
              .orElseGet(() -> Entry.of(Entry.Kind.DIRECTORY, 040000, () -> new byte[0])));
    }
    if (changes.containsKey(path)) {
      return Optional.empty();
    }
    return base.entry(path)
        .filter(
            entry ->
                entry.kind() != Entry.Kind.DIRECTORY
                    || !hasChangeBelow(path)
                    || !names(path).isEmpty());
  }

  private boolean hasChangeBelow(String directory) {
    String prefix = directory.isEmpty() ? "" : directory + "/";
    SortedMap<String, Optional<TextFile>> below = changes.tailMap(prefix);
    return !below.isEmpty() && below.firstKey().startsWith(prefix);
  }

  private boolean hasEntryBelow(String directory) {
    String prefix = directory.isEmpty() ? "" : directory + "/";
    SortedMap<String, Entry> below = entries.tailMap(prefix);
    return !below.isEmpty() && below.firstKey().startsWith(prefix);
  }

  @Override
  public List<String> names(String directory) {
    String prefix = directory.isEmpty() ? "" : directory + "/";
    SortedSet<String> names = new TreeSet<>(base.names(directory));
    for (Map.Entry<String, Optional<TextFile>> change : changes.tailMap(prefix).entrySet()) {
      String path = change.getKey();
      if (!path.startsWith(prefix)) {
        break;
      }
      String rest = path.substring(prefix.length());
      int slash = rest.indexOf('/');
      String name = slash < 0 ? rest : rest.substring(0, slash);
      if (change.getValue().isPresent()) {
        names.add(name);
      } else if (slash < 0 || entry(prefix + name).isEmpty()) {
        // Git has no empty directories.
        names.remove(name);
      }
    }
    return List.copyOf(names);
  }

  /** A new empty file. */
  static TextFile empty(int mode) {
    return new TextFile(mode == 0 ? FilePatch.REGULAR : mode, List.of());
  }
}
