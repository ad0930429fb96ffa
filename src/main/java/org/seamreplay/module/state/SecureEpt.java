package org.seamreplay.module.state;

import java.util.HashMap;
import java.util.Map;

/**
 * The secure EPT of a TD with four levels. Only entries that are not free are kept. Large pages are
 * not modelled: a mapping is always 4 KB.
 */
public final class SecureEpt {
  /** Level of entries that map 4 KB. */
  public static final int LEAF_LEVEL = 0;

  /** Level of the root's entries. */
  public static final int ROOT_LEVEL = 3;

  /** Read, write, execute, write-back memory. */
  private static final long LEAF_BITS = 7 | (6 << 3);

  private static final long TABLE_BITS = 7;
  private static final long SUPPRESS_VE = 1L << 63;

  /** Public numbers of entry states (TDX module 1.5.01). */
  private static final int STATE_FREE = 0;

  private static final int STATE_MAPPED = 4;
  private static final int STATE_NON_LEAF = 132;

  /** HPA of the page that an entry points to, by level and number of the entry at this level. */
  private final Map<Long, Long> entries = new HashMap<>();

  /**
   * Where a walk stopped.
   *
   * @param level level of the entry
   * @param page what the entry points to; -1 if it is free
   */
  public record Walk(int level, long page) {
    public boolean free() {
      return page < 0;
    }

    /** The entry as the CPU would see it; a free one shows only that it suppresses #VE. */
    public long entry() {
      if (free()) {
        return SUPPRESS_VE;
      }
      return page | SUPPRESS_VE | (level == LEAF_LEVEL ? LEAF_BITS : TABLE_BITS);
    }

    /** Level in bits 2:0, entry state in bits 15:8. */
    public long details() {
      int state = free() ? STATE_FREE : level == LEAF_LEVEL ? STATE_MAPPED : STATE_NON_LEAF;
      return level | (state << 8);
    }
  }

  /** Walks down to a level, or to the first free entry above it. */
  public Walk walk(long gpa, int level) {
    int at = ROOT_LEVEL;
    Long page = entries.get(key(gpa, at));
    while (at > level && page != null) {
      at--;
      page = entries.get(key(gpa, at));
    }
    return new Walk(at, page == null ? -1 : page);
  }

  /** Makes a free entry point to a page. */
  public void map(long gpa, int level, long page) {
    entries.put(key(gpa, level), page);
  }

  /** The HPA that a private GPA is mapped to; -1 if there is none. */
  public long translate(long gpa) {
    Walk walk = walk(gpa, LEAF_LEVEL);
    return walk.level() == LEAF_LEVEL && !walk.free() ? walk.page() | (gpa & 0xFFF) : -1;
  }

  private static long key(long gpa, int level) {
    return ((gpa >>> (12 + 9 * level)) << 3) | level;
  }
}
