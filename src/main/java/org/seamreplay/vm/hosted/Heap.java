package org.seamreplay.vm.hosted;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.seamreplay.platform.ByteState;
import org.seamreplay.text.Plural;
import org.seamreplay.vm.Allocations.Allocation;
import org.seamreplay.vm.MemoryFault;
import org.seamreplay.vm.SourceFrame;
import org.seamreplay.vm.Vm;

/**
 * malloc's memory. Every object lies between red zones; a freed one stays in quarantine, so that
 * its memory is handed out again as late as possible.
 */
final class Heap {
  private static final long BASE = 0x0000_6000_0000_0000L;

  /** Addresses are never the limit: memory comes into being when it is touched. */
  private static final long SPAN = 64L << 30;

  private static final long REDZONE = 32;
  private static final long ALIGNMENT = 16;

  /** Above this glibc refuses too: PTRDIFF_MAX. */
  private static final long LARGEST = Long.MAX_VALUE;

  /** A chunk: the object and the red zones on both sides of it. */
  private record Chunk(long start, long length, long object, long size) {}

  private final long capacity;
  private final long quarantineCapacity;
  private final Map<Long, Chunk> live = new HashMap<>();
  private final ArrayDeque<Chunk> quarantine = new ArrayDeque<>();
  private final TreeMap<Long, ArrayDeque<Chunk>> reusable = new TreeMap<>();
  private long inUse;
  private long quarantined;
  private long top;

  /** A heap of at most {@code capacity} bytes, red zones not counted. */
  Heap(long capacity) {
    this.capacity = capacity;
    this.quarantineCapacity = capacity / 8;
  }

  /** Alignment of what malloc returns. */
  static long defaultAlignment() {
    return ALIGNMENT;
  }

  /** A new object, never written; 0 if there is no memory for it. */
  long allocate(Vm vm, String function, long size, long alignment) {
    if (size < 0 || size > LARGEST - alignment || size > capacity - inUse) {
      return 0;
    }
    if (top == 0) {
      vm.memory().mapPrivate("heap", BASE, SPAN, ByteState.UNALLOCATED);
      top = BASE;
    }
    long length = roundUp(REDZONE + alignment - ALIGNMENT + size + REDZONE, ALIGNMENT);
    long start = take(length);
    long object = roundUp(start + REDZONE, alignment);
    vm.memory().setState(start, object - start, ByteState.REDZONE);
    vm.memory().setState(object, size, ByteState.UNDEFINED);
    vm.memory().setState(object + size, start + length - object - size, ByteState.REDZONE);
    live.put(object, new Chunk(start, length, object, size));
    inUse += size;
    vm.allocations().allocated(function, object, size);
    return object;
  }

  /** Bytes of the live object that starts at the address; reports when there is none. */
  long sizeOf(Vm vm, String function, long object) {
    Chunk chunk = live.get(object);
    if (chunk == null) {
      reportBadFree(vm, function, object);
      return 0;
    }
    return chunk.size();
  }

  /** Ends the life of the object that starts at the address; reports when there is none. */
  void free(Vm vm, String function, long object) {
    Chunk chunk = live.remove(object);
    if (chunk == null) {
      reportBadFree(vm, function, object);
      return;
    }
    vm.allocations().freed(object);
    vm.memory().setState(object, chunk.size(), ByteState.FREED);
    inUse -= chunk.size();
    quarantine.addLast(chunk);
    quarantined += chunk.length();
    while (quarantined > quarantineCapacity) {
      Chunk oldest = quarantine.removeFirst();
      quarantined -= oldest.length();
      reusable.computeIfAbsent(oldest.length(), length -> new ArrayDeque<>()).addLast(oldest);
    }
  }

  private long take(long length) {
    ArrayDeque<Chunk> same = reusable.get(length);
    if (same != null && !same.isEmpty()) {
      return same.removeFirst().start();
    }
    long start = top;
    top += length;
    return start;
  }

  private static void reportBadFree(Vm vm, String function, long object) {
    Allocation near = vm.allocations().at(object);
    if (near == null || object < near.address() || object > near.address() + near.size()) {
      String symbol = vm.symbolAt(object);
      vm.report(
          MemoryFault.INVALID_FREE,
          function
              + " of "
              + (symbol != null ? symbol : String.format(Locale.ROOT, "0x%x", object))
              + ", which no allocation returned");
      return;
    }
    String what = near.size() + " byte" + (near.size() == 1 ? "" : "s") + " from " + near.kind();
    if (near.freedAt() != null && near.address() == object) {
      vm.report(
          MemoryFault.DOUBLE_FREE,
          function + " of an object that is already free (" + what + ")",
          place("allocated at", near.allocatedAt()),
          place("freed at", near.freedAt()));
    } else {
      vm.report(
          MemoryFault.INVALID_FREE,
          String.format(
              Locale.ROOT,
              "%s of an address %s inside an object (%s)",
              function,
              Plural.of(object - near.address(), "byte"),
              what),
          place("allocated at", near.allocatedAt()));
    }
  }

  private static String place(String what, List<SourceFrame> stack) {
    return what + " " + (stack.isEmpty() ? "an unknown place" : stack.get(0).toString());
  }

  private static long roundUp(long value, long to) {
    return (value + to - 1) & -to;
  }
}
