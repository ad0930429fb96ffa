package org.seamreplay.module.state;

import java.util.HashMap;
import java.util.Map;

/** The secure EPT of a TD with four or five levels. Only entries that are not free are kept. */
public final class SecureEpt {
  /** Level of entries that map 4 KB. */
  public static final int LEAF_LEVEL = 0;

  /** Entries of a table. */
  public static final int TABLE_ENTRIES = 512;

  /** Read, write, execute: the whole public form of an entry that points to a table. */
  private static final long ACCESS = 7;

  /** Suppress #VE, leaf, ignore PAT, write-back: what each mapping has. */
  private static final long LEAF_BITS = 1L << 63 | 0xF0;

  private static final long SUPPRESS_VE = 1L << 63;

  private final int rootLevel;
  private final Map<Long, Entry> entries = new HashMap<>();

  /**
   * An empty tree.
   *
   * @param rootLevel level of the root's entries: 3 or 4
   */
  public SecureEpt(int rootLevel) {
    this.rootLevel = rootLevel;
  }

  /** An entry, at its place in the tree. */
  public static final class Entry {
    /** GPA of the first byte below. */
    public final long gpa;

    /** 0 for 4 KB to 4 for 256 TB. */
    public final int level;

    public EntryState state = EntryState.FREE;

    /** HPA of what the entry points to. */
    public long page;

    /** 4 KB pages of a larger one that the guest has accepted already. */
    public int accepted;

    private Entry(long gpa, int level) {
      this.gpa = gpa;
      this.level = level;
    }

    /** The entry in the form that leaves show. */
    public long shown() {
      return switch (state) {
        case FREE -> SUPPRESS_VE;
        case MAPPED -> page | LEAF_BITS | ACCESS;
        case BLOCKED, PENDING, PENDING_BLOCKED -> page | LEAF_BITS;
        case TABLE -> ACCESS;
        case TABLE_BLOCKED -> 0;
      };
    }

    /** Level in bits 2:0, entry state in bits 15:8. */
    public long details() {
      return level | ((long) state.code() << 8);
    }
  }

  public int rootLevel() {
    return rootLevel;
  }

  /** Walks down to a level, or to the first entry above it that points to no table. */
  public Entry walk(long gpa, int level) {
    int at = rootLevel;
    Entry entry = at(gpa, at);
    while (at > level && entry.state == EntryState.TABLE) {
      at--;
      entry = at(gpa, at);
    }
    return entry;
  }

  /** The entry of a level on the way to a GPA. */
  public Entry at(long gpa, int level) {
    Entry entry = entries.get(key(gpa, level));
    return entry != null ? entry : new Entry(gpa & -size(level), level);
  }

  /** One of the entries of the table that an entry points to. */
  public Entry child(Entry table, int number) {
    return at(table.gpa + number * size(table.level - 1), table.level - 1);
  }

  /** Lets an entry point to a page. */
  public void set(Entry entry, EntryState state, long page) {
    entry.state = state;
    entry.page = page;
    entry.accepted = 0;
    if (state == EntryState.FREE) {
      entries.remove(key(entry.gpa, entry.level));
    } else {
      entries.put(key(entry.gpa, entry.level), entry);
    }
  }

  /** Lets an entry have another state, and point where it points. */
  public void set(Entry entry, EntryState state) {
    set(entry, state, entry.page);
  }

  /** The HPA that a private GPA is mapped to; -1 if there is none. */
  public long translate(long gpa) {
    Entry entry = walk(gpa, LEAF_LEVEL);
    return entry.state == EntryState.MAPPED ? entry.page | (gpa & (size(entry.level) - 1)) : -1;
  }

  /** Bytes below an entry of a level. */
  public static long size(int level) {
    return 4096L << (9 * level);
  }

  private static long key(long gpa, int level) {
    return ((gpa >>> (12 + 9 * level)) << 3) | level;
  }
}
