package org.seamreplay.replay.boundary;

import java.util.BitSet;
import java.util.Optional;
import org.seamreplay.check.Contracts;
import org.seamreplay.kernel.Effect;
import org.seamreplay.kernel.Effect.Kind;
import org.seamreplay.kernel.Kernel;
import org.seamreplay.platform.ByteState;
import org.seamreplay.platform.PhysicalMemory;
import org.seamreplay.trace.AddressNames;
import org.seamreplay.trace.TraceValue;
import org.seamreplay.trace.record.Recorder;

/**
 * Takes down what the kernel does and no SEAMCALL shows. Memory that is flushed or cleared line by
 * line is one event as long as it lies in one object.
 */
public final class EffectWatch {
  private static final int PAGE = PhysicalMemory.FRAME_SIZE;

  private final Kernel kernel;
  private final PhysicalMemory memory;
  private final AddressNames names;
  private final Recorder recorder;
  private final BitSet marked = new BitSet();

  /** The range under way. */
  private Kind kind;

  private long next;
  private long size;
  private Optional<TraceValue> start = Optional.empty();
  private int cpu;
  private int[] stack;

  public EffectWatch(Kernel kernel, PhysicalMemory memory, AddressNames names, Recorder recorder) {
    this.kernel = kernel;
    this.memory = memory;
    this.names = names;
    this.recorder = recorder;
  }

  /** The kernel did something. */
  public void effect(Effect effect) {
    if (effect.size() > 0) {
      range(effect.kind(), effect.hpa(), effect.size());
    } else {
      flush();
      one(effect.kind(), effect.what());
    }
  }

  /** A SEAMCALL is about to be made: its CPU may have been marked just now. */
  public void beforeCall(long rax) {
    flush();
    // RAX bit 63: a call of the loader.
    if (rax < 0 && !kernel.holdsSpinlock()) {
      recorder.event(
          Contracts.UNSERIALISED,
          "",
          kernel.cpu(),
          Optional.empty(),
          0,
          kernel.vm().stackPositions());
    }
    int caller = kernel.cpu();
    boolean mark = kernel.cacheIncoherent(caller);
    if (mark && !marked.get(caller)) {
      one(Kind.CACHE_MARKED, "");
    }
    marked.set(caller, mark);
  }

  /** Pages are given back: an event if the module has some of them. */
  public void pagesFreed(long hpa, long bytes) {
    for (long page = hpa; page < hpa + bytes; page += PAGE) {
      if (memory.stateAt(page) == ByteState.FOREIGN) {
        range(Kind.PAGES_FREED, hpa, bytes);
        return;
      }
    }
  }

  /** What is under way has ended. */
  public void flush() {
    if (kind != null) {
      recorder.event(kind.text(), "", cpu, start, size, stack);
      kind = null;
    }
  }

  private void one(Kind what, String with) {
    recorder.event(
        what.text(), with, kernel.cpu(), Optional.empty(), 0, kernel.vm().stackPositions());
  }

  private void range(Kind what, long hpa, long bytes) {
    if (kind == what && hpa == next && (hpa % PAGE != 0 || sameObject(hpa))) {
      next += bytes;
      size += bytes;
      return;
    }
    flush();
    kind = what;
    start = Optional.of(name(hpa));
    next = hpa + bytes;
    size = bytes;
    cpu = kernel.cpu();
    stack = kernel.vm().stackPositions();
  }

  private boolean sameObject(long hpa) {
    TraceValue first = start.orElseThrow();
    TraceValue now = name(hpa);
    return now.form() == first.form()
        && now.object().equals(first.object())
        && now.ordinal() == first.ordinal();
  }

  private TraceValue name(long hpa) {
    return names.name(hpa).orElse(TraceValue.hex(hpa));
  }
}
