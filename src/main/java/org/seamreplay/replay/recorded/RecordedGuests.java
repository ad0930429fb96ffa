package org.seamreplay.replay.recorded;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seamreplay.abi.LeafEffect;
import org.seamreplay.abi.LeafTable;
import org.seamreplay.abi.SeamRegisters;
import org.seamreplay.abi.SeamRegisters.SeamcallEnd;
import org.seamreplay.abi.Status;
import org.seamreplay.module.port.GuestMemory;
import org.seamreplay.platform.ByteState;
import org.seamreplay.platform.PhysicalMemory;
import org.seamreplay.replay.boundary.ModuleSide;
import org.seamreplay.trace.MemoryView;
import org.seamreplay.trace.NotReplayable;
import org.seamreplay.trace.SeamcallRecord;
import org.seamreplay.trace.record.MemoryEncoder;

/**
 * The insides of TDs when a trace answers instead of the module, as far as SEAMCALLs tell of them:
 * which page is mapped where and what was copied there, and TDREPORTs, which later go to QUOTE.GET.
 * A TDREPORT that the trace never sees hand in is of no consequence to any call: it holds the
 * report data and nothing else. Pages of the pool are the module's from EXT.MEM.ADD on.
 */
final class RecordedGuests implements ModuleSide {
  private static final int PAGE = PhysicalMemory.FRAME_SIZE;
  private static final long PAGE_BITS = 0x000F_FFFF_FFFF_F000L;
  private static final int MR_REPORT = 4;
  private static final int REPORT_SIZE = 1024;
  private static final int REPORT_DATA = 128;
  private static final int REPORT_DATA_SIZE = 64;
  private static final int LAST_LIST_ENTRY = 55;

  /** A status without its operand. */
  private static final long STATUS_BITS = 0xFFFF_FFFF_0000_0000L;

  private final LeafTable leaves;
  private final PhysicalMemory memory;
  private final List<SeamcallRecord> records;

  /** TDR to private GPA to HPA. */
  private final Map<Long, Map<Long, Long>> mapped = new HashMap<>();

  private final Set<Long> pool = new HashSet<>();
  private boolean poolInUse;
  private int next;

  /** No TDs yet. */
  RecordedGuests(LeafTable leaves, PhysicalMemory memory, List<SeamcallRecord> records) {
    this.leaves = leaves;
    this.memory = memory;
    this.records = records;
  }

  /**
   * A call was answered.
   *
   * @param following number of the record that is next
   * @param before operands
   * @param after results
   */
  void answered(SeamcallRecord record, int following, SeamRegisters before, SeamRegisters after) {
    next = following;
    Optional<LeafEffect> effect = leaves.effect(record.number());
    if (effect.isEmpty()) {
      return;
    }
    if (effect.get() == LeafEffect.TAKES_LISTED_PAGES) {
      boolean all = record.result() == 0;
      int last = all ? (int) (before.rcx >>> LAST_LIST_ENTRY) + 1 : entry(after.rcx);
      for (int entry = entry(before.rcx); entry < last; entry++) {
        pool.add(taken(before.rcx, entry));
      }
      if ((record.result() & STATUS_BITS) == Status.PAGE_METADATA_INCORRECT) {
        // The page that is refused is no free one: a module that did not say so has it already.
        taken(before.rcx, entry(after.rcx));
      }
    }
    if (record.result() != 0) {
      return;
    }
    switch (effect.get()) {
      case INITIALISES_TD -> mapped.put(before.rcx, new HashMap<>());
      case ADDS_PAGE -> {
        mapped
            .computeIfAbsent(before.rdx, key -> new HashMap<>())
            .put(before.rcx & PAGE_BITS, before.r8);
        memory.write(before.r8, memory.read(before.r9 & PAGE_BITS, PAGE));
      }
      case OPENS_POOL -> poolInUse = true;
      default -> {
        // Says nothing of the inside of a TD.
      }
    }
  }

  /** The page of a list's entry, which is not the kernel's from now on. */
  private long taken(long listInfo, int entry) {
    long page = memory.readLong((listInfo & PAGE_BITS) + 8L * entry) & PAGE_BITS;
    memory.setState(page, PAGE, ByteState.FOREIGN);
    return page;
  }

  private static int entry(long listInfo) {
    return (int) (listInfo >>> 3) & 0x1FF;
  }

  @Override
  public boolean servesExtensions(long hpa) {
    return poolInUse && pool.contains(hpa & -PAGE);
  }

  @Override
  public Optional<Guest> guest(long tdr, GuestMemory shared) {
    return Optional.ofNullable(mapped.get(tdr)).map(Recorded::new);
  }

  /** The TDREPORT that the next QUOTE.GET of the trace takes. */
  private byte[] nextReport() {
    for (Iterator<SeamcallRecord> i = records.listIterator(next); i.hasNext(); ) {
      for (MemoryView view : i.next().read()) {
        if (view.kind().equals("quote-input")) {
          try {
            return MemoryEncoder.quoteInput(view.content());
          } catch (NotReplayable e) {
            return new byte[REPORT_SIZE];
          }
        }
      }
    }
    return new byte[REPORT_SIZE];
  }

  private final class Recorded implements Guest {
    private final Map<Long, Long> pages;

    Recorded(Map<Long, Long> pages) {
      this.pages = pages;
    }

    @Override
    public void tdcall(SeamRegisters r) {
      byte[] data = r.rax == MR_REPORT && r.r8 == 0 ? read(r.rdx, REPORT_DATA_SIZE) : null;
      if (data == null || privateHpa(r.rcx) < 0 || (r.rcx & (REPORT_SIZE - 1)) != 0) {
        r.end = SeamcallEnd.NOT_MODELLED;
        return;
      }
      byte[] report = nextReport();
      System.arraycopy(data, 0, report, REPORT_DATA, REPORT_DATA_SIZE);
      write(r.rcx, report);
      r.end = SeamcallEnd.COMPLETED;
      r.rax = 0;
    }

    @Override
    public boolean write(long gpa, byte[] bytes) {
      for (int done = 0; done < bytes.length; ) {
        long hpa = privateHpa(gpa + done);
        int part = Math.min(bytes.length - done, PAGE - (int) ((gpa + done) & (PAGE - 1)));
        if (hpa < 0) {
          return false;
        }
        memory.write(hpa, Arrays.copyOfRange(bytes, done, done + part));
        done += part;
      }
      return true;
    }

    @Override
    public byte[] read(long gpa, int length) {
      long hpa = privateHpa(gpa);
      return hpa < 0 ? null : memory.read(hpa, length);
    }

    @Override
    public long privateHpa(long gpa) {
      Long page = pages.get(gpa & -PAGE);
      return page == null ? -1 : page + (gpa & (PAGE - 1));
    }
  }
}
