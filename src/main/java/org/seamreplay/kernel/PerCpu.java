package org.seamreplay.kernel;

import org.seamreplay.platform.ByteState;
import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.Vm;

/**
 * Per-CPU variables: a copy of the section {@code .data..percpu} for each CPU. The copies lie close
 * together, so that hundreds of CPUs cost a few pages; an overrun from one copy into the next is
 * not seen.
 */
final class PerCpu {
  private static final String SECTION = ".data..percpu";
  private static final int LINE = AddressSpace.CACHE_LINE;

  /** Room in each copy for __alloc_percpu(), if the program uses it. */
  private static final int DYNAMIC = 4096;

  /** What dynamic per-CPU pointers count from in a program without per-CPU variables. */
  private static final long NO_SECTION = 0x20000;

  private final Cpus cpus;
  private final Context context;
  private final AllocationGate gate;
  private Vm vm;
  private long firstOffset;
  private long unit;
  private long thisCpuOffset = -1;
  private long dynamicNext;
  private long dynamicEnd;

  PerCpu(Cpus cpus, Context context, AllocationGate gate) {
    this.cpus = cpus;
    this.context = context;
    this.gate = gate;
  }

  void register(Models m) {
    m.data("__per_cpu_offset", new byte[cpus.count() * 8], 8);
    m.data("this_cpu_off", new byte[8], 8);
    m.model("seamreplay_my_cpu_offset", this::myOffset);
    m.model("__alloc_percpu", c -> allocate(c, gate.gfp().kernel()));
    m.model("__alloc_percpu_gfp", c -> allocate(c, c.arg(2)));
    m.model("free_percpu", this::free);
  }

  void start(Vm machine) {
    vm = machine;
    long size = vm.sectionSize(SECTION);
    long start = size == 0 ? NO_SECTION : vm.sectionStart(SECTION);
    long fixed = (size + LINE - 1) & -LINE;
    unit = fixed + (vm.address("__alloc_percpu") != -1 ? DYNAMIC : 0);
    if (unit == 0) {
      return;
    }
    firstOffset = AddressSpace.PER_CPU - start;
    dynamicNext = start + fixed;
    dynamicEnd = dynamicNext + unit - fixed;
    vm.memory().mapPrivate("per-CPU areas", AddressSpace.PER_CPU, room(), ByteState.DEFINED);
    if (size > 0) {
      copyTemplate(start, (int) size);
      vm.retireSection(SECTION, ContextFault.PER_CPU_TEMPLATE);
    }
    long offsets = vm.address("__per_cpu_offset");
    if (offsets != -1) {
      byte[] bytes = new byte[cpus.count() * 8];
      for (int cpu = 0; cpu < cpus.count(); cpu++) {
        System.arraycopy(Cpus.bytes(offset(cpu), 8), 0, bytes, cpu * 8, 8);
      }
      vm.memory().write(offsets, bytes);
    }
    thisCpuOffset = vm.address("this_cpu_off");
    moveTo(0);
  }

  private void copyTemplate(long start, int size) {
    byte[] template = vm.memory().read(start, size);
    for (byte b : template) {
      if (b != 0) {
        for (int cpu = 0; cpu < cpus.count(); cpu++) {
          vm.memory().write(start + offset(cpu), template);
        }
        return;
      }
    }
  }

  /** What to add to a per-CPU pointer for a CPU. */
  long offset(int cpu) {
    return firstOffset + cpu * unit;
  }

  /** Bytes of all copies together, from {@link AddressSpace#PER_CPU} on. */
  long room() {
    return cpus.count() * unit;
  }

  void moveTo(int cpu) {
    if (thisCpuOffset != -1) {
      vm.memory().store(thisCpuOffset, 8, offset(cpu));
    }
  }

  private void myOffset(ExternalCall call) {
    context.stays(call.vm(), "this_cpu_ptr()");
    call.result(offset(context.cpu()));
  }

  private void allocate(ExternalCall call, long flags) {
    long size = call.arg(0);
    long align = Math.max(1, call.arg(1));
    long at = (dynamicNext + align - 1) & -align;
    boolean fits = size > 0 && size <= dynamicEnd - at;
    if (!gate.admit(call, size, flags) || !fits) {
      gate.done(call, size, 0);
      return;
    }
    dynamicNext = at + size;
    for (int cpu = 0; cpu < cpus.count(); cpu++) {
      vm.memory().fill(at + offset(cpu), 0, size);
    }
    vm.allocations().allocated(call.name(), at, size);
    gate.done(call, size, at);
  }

  private void free(ExternalCall call) {
    long pointer = call.arg(0);
    if (pointer == 0) {
      return;
    }
    var freed = vm.allocations().freed(pointer);
    if (freed == null) {
      BadFree.report(vm, "free_percpu()", pointer);
      return;
    }
    for (int cpu = 0; cpu < cpus.count(); cpu++) {
      vm.memory().setState(pointer + offset(cpu), freed.size(), ByteState.FREED);
    }
  }
}
