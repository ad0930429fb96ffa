package org.seamreplay.kernel;

import java.util.BitSet;
import java.util.Locale;
import org.seamreplay.platform.ByteState;
import org.seamreplay.platform.PhysicalMemory;
import org.seamreplay.vm.ExternalCall;
import org.seamreplay.vm.Memory;
import org.seamreplay.vm.MemoryFault;
import org.seamreplay.vm.Vm;

/**
 * Cache maintenance, and MOVDIR64B: it writes 64 bytes at once past the caches and so turns memory
 * that a TDX module owned into ordinary memory again.
 */
final class CacheOps {
  private static final int LINE = AddressSpace.CACHE_LINE;
  private static final byte[] ZEROES = new byte[LINE];

  private final Context context;
  private final Cpus cpus;
  private final KernelListener listener;
  private final PhysicalMemory physical;

  /**
   * A page that is being zeroed line by line, and the line that comes next; -1 if there is none.
   */
  private long zeroing = -1;

  private long nextLine = -1;

  CacheOps(Context context, Cpus cpus, KernelListener listener, PhysicalMemory physical) {
    this.context = context;
    this.cpus = cpus;
    this.listener = listener;
    this.physical = physical;
  }

  void register(Models m) {
    m.model("movdir64b", this::movdir64b);
    m.model("wbinvd wbnoinvd", c -> context.effect(Effect.Kind.WBINVD, ""));
    m.model("wbinvd_on_all_cpus wbnoinvd_on_all_cpus", c -> flush(c, cpus.online()));
    m.model("wbinvd_on_cpus_mask", c -> flush(c, Smp.online(c.vm(), cpus, c.arg(0))));
    m.model("wbinvd_on_cpu", this::onCpu);
    m.model("clflush_cache_range", c -> flushRange(c, c.arg(0), c.arg(1) & 0xffff_ffffL));
    m.model("clflush clflushopt clwb", c -> flushRange(c, c.arg(0), 1));
  }

  private void flush(ExternalCall call, BitSet mask) {
    if (context.current().irqsOff) {
      call.vm()
          .report(
              ContextFault.KERNEL_WARNING, call.name() + "() waits for CPUs with interrupts off");
    }
    context.effect(Effect.Kind.WBINVD, CpuSet.text(mask));
    call.result(0);
  }

  private void onCpu(ExternalCall call) {
    cpus.cpuArgument(call);
    BitSet one = new BitSet();
    one.set(call.intArg(0));
    context.effect(Effect.Kind.WBINVD, CpuSet.text(one));
    call.result(0);
  }

  /** Flushing is allowed on every mapped address, whoever owns the memory. */
  private void flushRange(ExternalCall call, long address, long size) {
    if (AddressSpace.isDirect(address)) {
      listener.effect(new Effect(Effect.Kind.CLFLUSH, "", address - AddressSpace.DIRECT_MAP, size));
    }
    if (size > 0 && call.vm().memory().stateAt(address) == ByteState.UNALLOCATED) {
      call.vm()
          .report(
              MemoryFault.WILD_POINTER,
              String.format(Locale.ROOT, "%s() of 0x%x, where no memory is", call.name(), address));
    }
  }

  private void movdir64b(ExternalCall call) {
    Vm vm = call.vm();
    Memory memory = vm.memory();
    long to = call.arg(0);
    long from = call.arg(1);
    if ((to & (LINE - 1)) != 0) {
      vm.report(
          ContextFault.MISALIGNED,
          String.format(Locale.ROOT, "MOVDIR64B to 0x%x, which is not a multiple of 64", to));
    }
    if (AddressSpace.isDirect(to)) {
      listener.effect(new Effect(Effect.Kind.MOVDIR64B, "", to - AddressSpace.DIRECT_MAP, LINE));
    }
    boolean zero = isZero(memory, from);
    if (zero && to == nextLine) {
      nextLine += LINE;
      if (nextLine - zeroing == AddressSpace.PAGE_SIZE) {
        physical.setState(
            zeroing - AddressSpace.DIRECT_MAP, AddressSpace.PAGE_SIZE, ByteState.DEFINED);
        zeroing = -1;
        nextLine = -1;
      }
      return;
    }
    for (long line = zeroing; line < nextLine; line += LINE) {
      write(memory, line, ZEROES);
    }
    zeroing = -1;
    nextLine = -1;
    if (zero && startsUntouchedPage(to)) {
      zeroing = to;
      nextLine = to + LINE;
      return;
    }
    write(memory, to, zero ? ZEROES : memory.read(from, LINE));
  }

  /** Reads the line with all checks; this runs once for every 64 bytes of memory given back. */
  private static boolean isZero(Memory memory, long from) {
    long bits = 0;
    for (int i = 0; i < LINE; i += 8) {
      bits |= memory.load(from + i, 8);
    }
    return bits == 0;
  }

  private static void write(Memory memory, long to, byte[] bytes) {
    if (memory.stateAt(to) == ByteState.FOREIGN) {
      memory.setState(to, LINE, ByteState.UNDEFINED);
    }
    memory.write(to, bytes);
  }

  /**
   * Whether a page that nobody has touched begins here. Such a page reads as zero: when its last
   * line is zeroed only its state changes, so that gigabytes can be reset without being there.
   * Until then it belongs to whom it belonged.
   */
  private boolean startsUntouchedPage(long address) {
    if ((address & (AddressSpace.PAGE_SIZE - 1)) != 0 || !AddressSpace.isDirect(address)) {
      return false;
    }
    long hpa = address - AddressSpace.DIRECT_MAP;
    byte state = physical.stateAt(hpa);
    return physical.frameIfTouched(hpa) == null
        && (state == ByteState.FOREIGN
            || state == ByteState.UNDEFINED
            || state == ByteState.DEFINED);
  }
}
