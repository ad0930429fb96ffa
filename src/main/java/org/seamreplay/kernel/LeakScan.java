package org.seamreplay.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.seamreplay.platform.ByteState;
import org.seamreplay.platform.PhysicalMemory;
import org.seamreplay.text.Plural;
import org.seamreplay.vm.Allocations.Allocation;
import org.seamreplay.vm.Memory;
import org.seamreplay.vm.MemoryFault;
import org.seamreplay.vm.SourceFrame;
import org.seamreplay.vm.Vm;

/**
 * Finds objects that nothing refers to any more: a search from variables, per-CPU copies and what
 * models remember, through the objects themselves, as kmemleak does. Every word counts that may be
 * a reference: an address in or at the end of an object, the physical address of its memory (lists
 * for the TDX module hold those), or the address of one of its {@code struct page}. What is kept by
 * another reference, a page frame number for example, would be reported wrongly; what a stray
 * number happens to match is not reported.
 */
final class LeakScan {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final Vm vm;
  private final PhysicalMemory physical;
  private final Vmalloc vmalloc;
  private final List<Allocation> objects;
  private final long[] starts;
  private final boolean[] reached;
  private final Deque<Integer> found = new ArrayDeque<>();

  LeakScan(Vm vm, PhysicalMemory physical, Vmalloc vmalloc) {
    this.vm = vm;
    this.physical = physical;
    this.vmalloc = vmalloc;
    this.objects = vm.allocations().live();
    this.starts = objects.stream().mapToLong(Allocation::address).toArray();
    this.reached = new boolean[starts.length];
  }

  /** Scans private memory: variables of the program, per-CPU copies. */
  void scanPrivate(long start, long size) {
    Memory memory = vm.memory();
    for (long at = (start + 7) & -8; at + 8 <= start + size; at += 8) {
      if (memory.stateAt(at) == ByteState.DEFINED && memory.stateAt(at + 7) == ByteState.DEFINED) {
        reach(memory.load(at, 8));
      }
    }
  }

  /** Counts a value that a model remembers. */
  void reach(long value) {
    if (value == 0) {
      return;
    }
    mark(value);
    if (value > 0) {
      mark(AddressSpace.direct(value));
      mark(vmalloc.addressOf(value));
    } else if (value - AddressSpace.VMEMMAP >= 0) {
      long hpa = AddressSpace.ofStructPage(value);
      mark(AddressSpace.direct(hpa));
      mark(vmalloc.addressOf(hpa));
    }
  }

  private void mark(long address) {
    int low = 0;
    int high = starts.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (Long.compareUnsigned(starts[middle], address) <= 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    if (high >= 0 && !reached[high] && address - starts[high] <= objects.get(high).size()) {
      reached[high] = true;
      found.add(high);
    }
  }

  /** Follows references through objects and reports those that remain. */
  void report() {
    while (!found.isEmpty()) {
      scanObject(objects.get(found.remove()));
    }
    for (int i = 0; i < starts.length; i++) {
      if (!reached[i]) {
        report(objects.get(i));
      }
    }
  }

  /** What belongs to somebody else holds no references of the kernel, and may be gigabytes. */
  private void scanObject(Allocation object) {
    long address = object.address();
    if (vm.memory().stateAt(address) == ByteState.FOREIGN) {
      return;
    }
    if (AddressSpace.isDirect(address)) {
      scanFrames(address - AddressSpace.DIRECT_MAP, object.size());
      return;
    }
    long[] pages = vmalloc.pagesOf(address);
    for (int i = 0; pages != null && i < pages.length; i++) {
      long done = (long) i * AddressSpace.PAGE_SIZE;
      scanFrames(pages[i], Math.min(AddressSpace.PAGE_SIZE, object.size() - done));
    }
  }

  /** Memory that nobody has touched holds no references. */
  private void scanFrames(long hpa, long size) {
    for (long done = 0; done < size && found.size() < starts.length; ) {
      int offset = (int) (hpa + done) & (PhysicalMemory.FRAME_SIZE - 1);
      int part = (int) Math.min(PhysicalMemory.FRAME_SIZE - offset, size - done);
      PhysicalMemory.Frame frame = physical.frameIfTouched(hpa + done);
      if (frame != null && frame.state[offset] != ByteState.FOREIGN) {
        for (int at = (offset + 7) & -8; at + 8 <= offset + part; at += 8) {
          reach((long) LONG.get(frame.data, at));
        }
      }
      done += part;
    }
  }

  private void report(Allocation object) {
    List<String> details = new ArrayList<>();
    for (SourceFrame frame : object.allocatedAt()) {
      details.add("allocated in " + frame);
    }
    boolean foreign = vm.memory().stateAt(object.address()) == ByteState.FOREIGN;
    String what =
        object.kind() + "() #" + object.ordinal() + " of " + Plural.of(object.size(), "byte");
    vm.report(
        foreign ? ContextFault.ABANDONED_MEMORY : MemoryFault.LEAK,
        foreign
            ? "nothing refers to the memory of " + what + " any more, and it is not the kernel's"
            : "nothing refers to the memory of " + what + " any more",
        details.toArray(String[]::new));
  }
}
