package org.seamreplay.vm.hosted;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.seamreplay.ir.IrModule;
import org.seamreplay.platform.ByteState;
import org.seamreplay.vm.Allocations.Allocation;
import org.seamreplay.vm.Finding;
import org.seamreplay.vm.Memory;
import org.seamreplay.vm.MemoryFault;
import org.seamreplay.vm.Vm;

/**
 * Finds the objects that a program can no longer free: no variable, and no object that a variable
 * leads to, holds an address inside them. Any aligned word that looks like an address counts as
 * one.
 */
final class LeakSearch {
  private static final int WORD = 8;

  private final Vm vm;
  private final TreeMap<Long, Allocation> live = new TreeMap<>();
  private final Set<Long> reached = new HashSet<>();
  private final ArrayDeque<Allocation> toScan = new ArrayDeque<>();

  private LeakSearch(Vm vm) {
    this.vm = vm;
    for (Allocation allocation : vm.allocations().live()) {
      live.put(allocation.address(), allocation);
    }
  }

  /** One finding for each lost object, in order of allocation, at the place of its allocation. */
  static List<Finding> leaks(Vm vm, IrModule module) {
    LeakSearch search = new LeakSearch(vm);
    for (IrModule.Global global : module.globals()) {
      long address = vm.address(global.name());
      if (address != -1 && !global.constant()) {
        search.scanAccessible(address);
      }
    }
    vm.eachStackWord(search::reach);
    while (!search.toScan.isEmpty()) {
      Allocation allocation = search.toScan.removeFirst();
      search.scan(allocation.address(), allocation.address() + allocation.size());
    }
    return search.findings();
  }

  private void scanAccessible(long start) {
    long end = start;
    while (vm.memory().stateAt(end) < ByteState.REDZONE) {
      end++;
    }
    scan(start, end);
  }

  private void scan(long start, long end) {
    Memory memory = vm.memory();
    for (long at = (start + WORD - 1) & -WORD; at <= end - WORD; at += WORD) {
      if (defined(memory, at)) {
        reach(memory.load(at, WORD));
      }
    }
  }

  private void reach(long address) {
    var entry = live.floorEntry(address);
    if (entry != null) {
      Allocation allocation = entry.getValue();
      if (address - allocation.address() <= allocation.size()
          && reached.add(allocation.address())) {
        toScan.addLast(allocation);
      }
    }
  }

  private static boolean defined(Memory memory, long at) {
    for (int i = 0; i < WORD; i++) {
      if (memory.stateAt(at + i) != ByteState.DEFINED) {
        return false;
      }
    }
    return true;
  }

  private List<Finding> findings() {
    List<Allocation> lost = new ArrayList<>();
    for (Allocation allocation : live.values()) {
      if (!reached.contains(allocation.address())) {
        lost.add(allocation);
      }
    }
    lost.sort((left, right) -> Integer.compare(left.ordinal(), right.ordinal()));
    List<Finding> findings = new ArrayList<>();
    for (Allocation allocation : lost) {
      findings.add(
          new Finding(
              MemoryFault.LEAK,
              allocation.size()
                  + (allocation.size() == 1 ? " byte" : " bytes")
                  + " from "
                  + allocation.kind()
                  + " never freed, and no pointer to them is left",
              allocation.allocatedAt(),
              List.of()));
    }
    return findings;
  }
}
