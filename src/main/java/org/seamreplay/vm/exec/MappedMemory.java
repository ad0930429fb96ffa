package org.seamreplay.vm.exec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.seamreplay.platform.ByteState;
import org.seamreplay.platform.PhysicalMemory;
import org.seamreplay.vm.Memory;
import org.seamreplay.vm.code.ByteViews;
import org.seamreplay.vm.code.Page;
import org.seamreplay.vm.code.TypeLayout;

/**
 * The address space: regions, and in front of them a direct-mapped lookaside buffer of pages that
 * {@link Loop} reads too. An access is good if its page is there and the state of all its bytes is
 * {@link ByteState#DEFINED}: one comparison. Everything else is sorted out here, byte by byte.
 *
 * <p>States live in the pages' own arrays, so only a change of mapping invalidates the buffer.
 */
final class MappedMemory implements Memory {
  static final int TLB_SIZE = 1024;
  static final int TLB_MASK = TLB_SIZE - 1;

  /** All accessible states of 8 bytes, for stores: no bit but the lowest of each may be set. */
  static final long NOT_WRITABLE = 0xfefe_fefe_fefe_fefeL;

  /** Addresses below are null with an offset. */
  static final long NULL_LIMIT = 0x1_0000;

  /** Unmapping more pages than this empties the whole buffer. */
  private static final int FLUSH_ALL = 64;

  final Page[] tlb = new Page[TLB_SIZE];
  private final TreeMap<Long, Region> regions = new TreeMap<>();
  private Region last;

  /** Physical addresses of private pages that have one, by page number. */
  private final Map<Long, Long> backed = new HashMap<>();

  private final AccessFaults faults;
  private final PartialBits partial = new PartialBits();
  private final long maxPages;

  /** Pages made on behalf of the code under test. */
  private long made;

  /**
   * @param faults reports bad accesses
   * @param maxBytes bytes of memory that may be touched
   */
  MappedMemory(AccessFaults faults, long maxBytes) {
    this.faults = faults;
    this.maxPages = maxBytes >>> Page.SHIFT;
    flush();
  }

  /** The slot of the lookaside buffer for an address. */
  static int slot(long address) {
    return (int) (address >>> Page.SHIFT) & TLB_MASK;
  }

  /** Forgets where pages are. */
  void flush() {
    Arrays.fill(tlb, Page.NONE);
  }

  PartialBits partial() {
    return partial;
  }

  // ---- Regions ----

  void add(Region region) {
    Map.Entry<Long, Region> below = regions.floorEntry(region.start);
    Long above = regions.ceilingKey(region.start);
    if (region.size <= 0
        || (below != null && below.getValue().contains(region.start))
        || (above != null && above < region.start + region.size)) {
      throw new IllegalArgumentException(
          String.format(
              "%s at 0x%x + 0x%x overlaps another mapping",
              region.name, region.start, region.size));
    }
    regions.put(region.start, region);
  }

  /** The region that contains the address, {@code null} if none does. */
  Region region(long address) {
    Region known = last;
    if (known != null && known.contains(address)) {
      return known;
    }
    Map.Entry<Long, Region> entry = regions.floorEntry(address);
    if (entry == null || !entry.getValue().contains(address)) {
      return null;
    }
    last = entry.getValue();
    return last;
  }

  @Override
  public void mapPrivate(String name, long address, long size, byte state) {
    requirePages(address, address);
    add(new Window(name, address, TypeLayout.roundUp(size, Page.SIZE), ByteState.UNALLOCATED));
    setState(address, size, state);
  }

  @Override
  public void mapPhysical(String name, long address, long size, PhysicalMemory memory, long hpa) {
    requirePages(address | size, hpa);
    add(new Window(name, address, size, memory, hpa));
  }

  private static void requirePages(long address, long hpa) {
    if (((address | hpa) & Page.MASK) != 0) {
      throw new IllegalArgumentException(
          String.format("mapping not on page boundaries: 0x%x to 0x%x", address, hpa));
    }
  }

  /** Makes variables of the program constant, by whole pages. */
  void freeze(long address, long length) {
    ((ImageRegion) region(address)).freeze(address, length);
    flush();
  }

  @Override
  public void unmap(long address, long size) {
    Region region = regions.get(address);
    if (region == null || region.size != TypeLayout.roundUp(size, Page.SIZE)) {
      throw new IllegalArgumentException(
          String.format("no mapping of 0x%x bytes at 0x%x", size, address));
    }
    regions.remove(address);
    last = null;
    if (size >>> Page.SHIFT > FLUSH_ALL) {
      flush();
    } else {
      for (long at = address; at < address + size; at += Page.SIZE) {
        tlb[slot(at)] = Page.NONE;
      }
    }
  }

  @Override
  public long physical(long address) {
    Region region = region(address);
    if (region == null) {
      return -1;
    }
    Long page = backed.get(address >>> Page.SHIFT);
    return page == null ? region.physical(address) : page + (address & Page.MASK);
  }

  @Override
  public void backPage(long address, PhysicalMemory memory, long hpa) {
    Region region = region(address);
    if (region == null || physical(address) >= 0) {
      throw new IllegalArgumentException(
          String.format("no private memory without physical address at 0x%x", address));
    }
    Page page = region.settledPage(address);
    if (page == null) {
      throw new IllegalArgumentException(String.format("no page at 0x%x", address));
    }
    long start = address & -Page.SIZE;
    memory.adopt(hpa, page.data, page.state, (int) start - page.bias);
    backed.put(address >>> Page.SHIFT, hpa & -Page.SIZE);
  }

  /** The page of an address, {@code null} if it has none or nothing in it is accessible. */
  Page page(long address) {
    Page known = tlb[slot(address)];
    if (known.number == address >>> Page.SHIFT) {
      return known;
    }
    Region region = region(address);
    if (region == null) {
      return null;
    }
    long before = region.pages();
    Page page = region.page(address);
    if (page == null) {
      return null;
    }
    made += region.pages() - before;
    if (made > maxPages) {
      faults.budget((maxPages << Page.SHIFT) + " bytes of memory");
    }
    tlb[slot(address)] = page;
    return page;
  }

  // ---- States ----

  @Override
  public byte stateAt(long address) {
    Page known = tlb[slot(address)];
    if (known.number == address >>> Page.SHIFT) {
      return known.state[(int) address - known.bias];
    }
    Region region = region(address);
    return region == null ? ByteState.UNALLOCATED : region.stateAt(address);
  }

  @Override
  public void setState(long address, long length, byte state) {
    if (length == 0) {
      return;
    }
    Region region = region(address);
    if (region == null || length < 0 || !region.contains(address + length - 1)) {
      throw new IllegalArgumentException(
          String.format("no mapping covers 0x%x + 0x%x", address, length));
    }
    region.setState(address, length, state);
  }

  /**
   * Reports the access unless every byte is accessible (and, to write, in memory that may be
   * written).
   */
  void check(long address, long bytes, boolean write) {
    checkPart(address, bytes, write, address, bytes);
  }

  /** Checks {@code length} bytes from {@code from} on of an access to {@code bytes} bytes. */
  private void checkPart(long address, long bytes, boolean write, long from, long length) {
    for (long at = from; at - from < length; ) {
      Page page = page(at);
      if (page == null) {
        faults.inaccessible(this, address, bytes, write, at);
        return;
      }
      int offset = (int) at - page.bias;
      int part = (int) Math.min(length - (at - from), Page.SIZE - (at & Page.MASK));
      if (!ByteViews.allZero(page.state, offset, part)) {
        for (int i = 0; i < part; i++) {
          if (page.state[offset + i] >= ByteState.REDZONE) {
            faults.inaccessible(this, address, bytes, write, at + i);
          }
        }
      }
      if (write && page.writable < 0) {
        faults.constant(this, address, bytes);
      }
      at += part;
    }
  }

  /** The bits of up to 8 accessible bytes that were never written, as of a loaded value. */
  long undefinedBits(long address, int bytes) {
    long mask = 0;
    for (int i = 0; i < bytes; i++) {
      long at = address + i;
      Page page = page(at);
      int offset = (int) at - page.bias;
      byte state = page.state[offset];
      if (state != ByteState.DEFINED) {
        long bits = state == ByteState.PARTIAL ? partial.get(page.state, offset) : 0xff;
        mask |= bits << (8 * i);
      }
    }
    return mask;
  }

  /** Where the first undefined bit of a loaded value comes from. */
  long origin(long address, long mask) {
    if (mask == 0) {
      return 0;
    }
    long at = address + Long.numberOfTrailingZeros(mask) / 8;
    Page page = page(at);
    int offset = (int) at - page.bias;
    long first = page.state[offset] == ByteState.PARTIAL ? partial.origin(page.state, offset) : at;
    return first == 0 ? at : first;
  }

  /**
   * Marks the given bits of up to 8 bytes as undefined and the others as defined.
   *
   * @param origin where the undefined bits were first loaded from
   */
  void setUndefinedBits(long address, int bytes, long mask, long origin) {
    for (int i = 0; i < bytes; i++) {
      long at = address + i;
      Page page = page(at);
      int offset = (int) at - page.bias;
      int bits = (int) (mask >>> (8 * i)) & 0xff;
      if (bits == 0) {
        page.state[offset] = ByteState.DEFINED;
      } else {
        page.state[offset] = ByteState.PARTIAL;
        partial.set(page.state, offset, bits, origin);
      }
    }
  }

  // ---- Access ----

  /** Loads 1 to 8 bytes; undefined bits are the caller's business. */
  long loadAny(long address, int bytes) {
    Page page = page(address);
    if (page != null && (address & Page.MASK) <= Page.SIZE - bytes) {
      int at = (int) address - page.bias;
      if (!ByteViews.allZero(page.state, at, bytes)) {
        check(address, bytes, false);
      }
      return ByteViews.get(page.data, at, bytes);
    }
    check(address, bytes, false);
    long value = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      Page part = page(address + i);
      value = value << 8 | (part.data[(int) (address + i) - part.bias] & 0xff);
    }
    return value;
  }

  @Override
  public long load(long address, int bytes) {
    Page page = tlb[slot(address)];
    int at = (int) address - page.bias;
    if (page.number == address >>> Page.SHIFT
        && (address & Page.MASK) <= Page.SIZE - bytes
        && ByteViews.get(page.state, at, bytes) == 0) {
      return ByteViews.get(page.data, at, bytes);
    }
    long value = loadAny(address, bytes);
    if (undefinedBits(address, bytes) != 0) {
      faults.undefined(this, address, bytes);
    }
    return value;
  }

  @Override
  public void store(long address, int bytes, long value) {
    Page page = page(address);
    if (page == null || (address & Page.MASK) > Page.SIZE - bytes || page.writable < 0) {
      check(address, bytes, true);
      for (int i = 0; i < bytes; i++) {
        Page part = page(address + i);
        int at = (int) (address + i) - part.bias;
        part.data[at] = (byte) (value >>> (8 * i));
        part.state[at] = ByteState.DEFINED;
      }
      return;
    }
    int at = (int) address - page.bias;
    if ((ByteViews.get(page.state, at, bytes) & NOT_WRITABLE) != 0) {
      check(address, bytes, true);
    }
    ByteViews.set(page.data, at, bytes, value);
    ByteViews.set(page.state, at, bytes, 0);
  }

  @Override
  public byte[] read(long address, int length) {
    byte[] result = new byte[length];
    for (int done = 0; done < length; ) {
      long at = address + done;
      int part = (int) Math.min(length - done, Page.SIZE - (at & Page.MASK));
      Page page = page(at);
      if (page == null) {
        check(address, length, false);
      }
      int offset = (int) at - page.bias;
      if (!ByteViews.allZero(page.state, offset, part)) {
        check(address, length, false);
        faults.undefined(this, address, length);
      }
      System.arraycopy(page.data, offset, result, done, part);
      done += part;
    }
    return result;
  }

  @Override
  public void write(long address, byte[] bytes) {
    for (int done = 0; done < bytes.length; ) {
      long at = address + done;
      int part = (int) Math.min(bytes.length - done, Page.SIZE - (at & Page.MASK));
      Page page = writablePage(address, bytes.length, at, part);
      int offset = (int) at - page.bias;
      System.arraycopy(bytes, done, page.data, offset, part);
      Arrays.fill(page.state, offset, offset + part, ByteState.DEFINED);
      done += part;
    }
  }

  @Override
  public void fill(long address, int value, long length) {
    for (long done = 0; done < length; ) {
      long at = address + done;
      int part = (int) Math.min(length - done, Page.SIZE - (at & Page.MASK));
      Page page = writablePage(address, length, at, part);
      int offset = (int) at - page.bias;
      Arrays.fill(page.data, offset, offset + part, (byte) value);
      Arrays.fill(page.state, offset, offset + part, ByteState.DEFINED);
      done += part;
    }
  }

  /** The page of a part of an access, checked. */
  private Page writablePage(long address, long bytes, long at, int part) {
    Page page = page(at);
    if (page == null
        || page.writable < 0
        || !ByteViews.allZero(page.state, (int) at - page.bias, part)) {
      checkPart(address, bytes, true, at, part);
    }
    return page;
  }

  @Override
  public void copy(long to, long from, long length) {
    if (length == 0 || to == from) {
      return;
    }
    boolean backwards = Long.compareUnsigned(to - from, length) < 0;
    for (long done = 0; done < length; ) {
      long left = length - done;
      int part;
      long offset;
      if (backwards) {
        // Parts end where a page of either side starts.
        long inTo = (to + left - 1 & Page.MASK) + 1;
        long inFrom = (from + left - 1 & Page.MASK) + 1;
        part = (int) Math.min(left, Math.min(inTo, inFrom));
        offset = left - part;
      } else {
        long inTo = Page.SIZE - (to + done & Page.MASK);
        long inFrom = Page.SIZE - (from + done & Page.MASK);
        part = (int) Math.min(left, Math.min(inTo, inFrom));
        offset = done;
      }
      copyPart(to, from, offset, part, length);
      done += part;
    }
  }

  private void copyPart(long to, long from, long offset, int part, long length) {
    Page source = page(from + offset);
    if (source == null) {
      checkPart(from, length, false, from + offset, part);
    }
    int in = (int) (from + offset) - source.bias;
    boolean defined = ByteViews.allZero(source.state, in, part);
    if (!defined) {
      checkPart(from, length, false, from + offset, part);
    }
    Page target = writablePage(to, length, to + offset, part);
    int out = (int) (to + offset) - target.bias;
    if (!defined) {
      copyPartialBits(source, in, target, out, part);
    }
    System.arraycopy(source.data, in, target.data, out, part);
    System.arraycopy(source.state, in, target.state, out, part);
  }

  private void copyPartialBits(Page source, int in, Page target, int out, int part) {
    int[] bits = new int[part];
    long[] origins = new long[part];
    for (int i = 0; i < part; i++) {
      boolean known = source.state[in + i] == ByteState.PARTIAL;
      bits[i] = known ? partial.get(source.state, in + i) : -1;
      origins[i] = known ? partial.origin(source.state, in + i) : 0;
    }
    for (int i = 0; i < part; i++) {
      if (bits[i] >= 0) {
        partial.set(target.state, out + i, bits[i], origins[i]);
      }
    }
  }

  @Override
  public String cString(long address, int limit) {
    StringBuilder text = new StringBuilder();
    for (long at = address; ; ) {
      Page page = page(at);
      if (page == null) {
        check(at, 1, false);
      }
      int offset = (int) at - page.bias;
      int part = (int) (Page.SIZE - (at & Page.MASK));
      for (int i = 0; i < part; i++) {
        if (page.state[offset + i] != ByteState.DEFINED) {
          check(at + i, 1, false);
          faults.undefined(this, at + i, 1);
        }
        if (page.data[offset + i] == 0) {
          return text.append(new String(page.data, offset, i, StandardCharsets.ISO_8859_1))
              .toString();
        }
        if (text.length() + i >= limit) {
          faults.unterminated(this, address, limit);
          return text.append(new String(page.data, offset, i, StandardCharsets.ISO_8859_1))
              .toString();
        }
      }
      text.append(new String(page.data, offset, part, StandardCharsets.ISO_8859_1));
      at += part;
    }
  }
}
