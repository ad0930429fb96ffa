package org.seamreplay.trace;

import java.util.List;
import java.util.Optional;
import org.seamreplay.vm.SourceFrame;

/**
 * Something that the kernel did and that no SEAMCALL shows: a cache flush, a lock, a registration;
 * or a run of those that differ in even steps only.
 *
 * @param before number of the SEAMCALL that comes next, so that events and calls have one order
 * @param cpu CPU that did it
 * @param event what happened, in the field's words: {@code WBINVD}
 * @param what with what or to what, for example {@code CPUs 0-7}; may be empty
 * @param at first byte of the memory concerned; empty if there is none
 * @param size bytes of it
 * @param stack the kernel's functions, innermost first; not compared
 * @param repeat loops around the event, innermost first; steps are of {@code before}, {@code cpu}
 *     and {@code at}
 */
public record EventRecord(
    long before,
    int cpu,
    String event,
    String what,
    Optional<TraceValue> at,
    long size,
    List<SourceFrame> stack,
    List<Repeat> repeat)
    implements TraceLine {
  /** Copies the lists. */
  public EventRecord {
    stack = List.copyOf(stack);
    repeat = List.copyOf(repeat);
  }

  /** The same event, at another place in the source. */
  @Override
  public EventRecord withStack(List<SourceFrame> other) {
    return new EventRecord(before, cpu, event, what, at, size, other, repeat);
  }

  /** Number of events that this record stands for. */
  public long times() {
    return Repeat.product(repeat);
  }

  /** The {@code index}-th event of the run as a record of its own, from 0 below {@link #times}. */
  public EventRecord expand(long index) {
    long[] position = Repeat.position(repeat, index);
    return new EventRecord(
        Repeat.moved(repeat, "before", TraceValue.decimal(before), position).number(),
        (int) Repeat.moved(repeat, "cpu", TraceValue.decimal(cpu), position).number(),
        event,
        what,
        at.map(value -> Repeat.moved(repeat, "at", value, position)),
        size,
        stack,
        List.of());
  }

  /** What happened, on what, in a sentence's words: {@code WBINVD on CPUs 0-7}. */
  public String text() {
    StringBuilder text = new StringBuilder(event);
    if (at.isPresent()) {
      text.append(" of ").append(size).append(" bytes at ").append(at.get());
    }
    if (what.startsWith("CPU")) {
      return text.append(" on ").append(what).toString();
    }
    if (!what.isEmpty()) {
      text.append(' ').append(what);
    }
    return text.append(" on CPU ").append(cpu).toString();
  }
}
