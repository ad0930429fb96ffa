package org.seamreplay.module.state;

import java.util.List;
import org.seamreplay.platform.MachineProfile;
import org.seamreplay.platform.MachineProfile.MemoryRegion;
import org.seamreplay.platform.MachineProfile.Range;
import org.seamreplay.platform.PhysicalMemory;

/**
 * What the module accepts as a host physical address (TDX module 1.5.01). Addresses are 52 bits
 * wide whatever CPUID says; the top bits of these are the KeyID (HKID).
 */
public final class AddressRules {
  public static final int WIDTH = 52;
  public static final long PAGE = PhysicalMemory.FRAME_SIZE;

  private final int hkidShift;
  private final long hkidBits;
  private final int firstPrivate;
  private final int lastPrivate;
  private final Range seamrr;
  private final List<MemoryRegion> memory;

  public AddressRules(MachineProfile machine) {
    hkidShift = WIDTH - machine.keyIdBits();
    hkidBits = (1L << WIDTH) - (1L << hkidShift);
    firstPrivate = machine.mktmeKeyIds() + 1;
    lastPrivate = machine.mktmeKeyIds() + machine.tdxKeyIds();
    seamrr = machine.seamrr();
    memory = machine.memory();
  }

  /**
   * Whether a buffer that stays with the host may be there: aligned, inside the address width, not
   * in SEAM memory, and not under a private KeyID. That it lies outside of TDMRs is not checked.
   */
  public boolean shared(long hpa, long align) {
    return (hpa & (align - 1)) == 0
        && tooLarge(hpa) == 0
        && !seamrr.overlaps(plain(hpa), align)
        && hkid(hpa) < firstPrivate;
  }

  /** Whether memory answers at the page, under whatever KeyID. */
  boolean inMemory(long hpa) {
    for (MemoryRegion region : memory) {
      if (plain(hpa) >= region.base() && plain(hpa) - region.base() < region.size()) {
        return true;
      }
    }
    return false;
  }

  /** Whether a 4 KB page is named by its plain address, without KeyID bits. */
  public boolean page(long hpa) {
    return (hpa & (PAGE - 1)) == 0 && plainAndInRange(hpa);
  }

  /** Whether the address has no KeyID bits and is inside the address width. */
  public boolean plainAndInRange(long hpa) {
    return tooLarge(hpa) == 0 && (hpa & hkidBits) == 0;
  }

  /** The address without its KeyID. */
  public long plain(long hpa) {
    return hpa & ~hkidBits;
  }

  /** The address bits that select a KeyID. */
  public long keyed(int hkid) {
    return (long) hkid << hkidShift;
  }

  int hkid(long hpa) {
    return (int) ((hpa & hkidBits) >>> hkidShift);
  }

  public boolean privateHkid(int hkid) {
    return hkid >= firstPrivate && hkid <= lastPrivate;
  }

  private static long tooLarge(long hpa) {
    return hpa >>> WIDTH;
  }
}
