package org.seamreplay.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seamreplay.trace.EventRecord;

/**
 * Compares what the kernel did besides calls. Two events are at the same place if they are in the
 * same step and as many calls that both traces have stand before them; so calls that are new or
 * missing do not move the events around them.
 */
final class EventDivergences {
  /** Events of a trace that are looked at one by one; the rest as they are folded. */
  private static final int MOST_SINGLE = 1 << 16;

  private final TraceLines a;
  private final TraceLines b;
  private final OneSided missing;
  private final OneSided extra;
  private final List<Found> found = new ArrayList<>();

  /** Calls that one trace has alone, in the order of their numbers. */
  static final class OneSided {
    private final List<CallLoop> runs = new ArrayList<>();

    void add(CallLoop run) {
      runs.add(run);
    }

    /** How many of the calls before a number both traces have. */
    long common(long before) {
      long common = before;
      for (CallLoop run : runs) {
        common -= Math.max(0, Math.min(run.calls(), before - run.sequence()));
      }
      return common;
    }
  }

  /**
   * A difference and where it belongs among those of calls.
   *
   * @param step number of the step it is in
   */
  record Found(int step, Divergence divergence) {}

  /** An event at its place. */
  private record Happened(EventRecord event, int step, long rank) {
    String words() {
      return event.text();
    }

    String key() {
      return step + " " + rank + " " + words();
    }

    boolean isAt(Happened other) {
      return step == other.step && rank == other.rank;
    }
  }

  EventDivergences(TraceLines a, TraceLines b, OneSided missing, OneSided extra) {
    this.a = a;
    this.b = b;
    this.missing = missing;
    this.extra = extra;
  }

  /** The differences in the order in which they show. */
  List<Found> all() {
    List<Happened> x = happened(a, missing);
    List<Happened> y = happened(b, extra);
    int[] match =
        SequenceAligner.align(
            x.stream().map(Happened::key).toList(), y.stream().map(Happened::key).toList());
    List<Happened> gone = new ArrayList<>();
    boolean[] matched = new boolean[y.size()];
    for (int i = 0; i < x.size(); i++) {
      if (match[i] < 0) {
        gone.add(x.get(i));
      } else {
        matched[match[i]] = true;
      }
    }
    List<Happened> added = new ArrayList<>();
    for (int j = 0; j < y.size(); j++) {
      if (!matched[j]) {
        added.add(y.get(j));
      }
    }
    for (Happened event : gone) {
      Optional<Happened> now = partner(event, added);
      now.ifPresent(added::remove);
      add(Optional.of(event), now);
    }
    added.forEach(event -> add(Optional.empty(), Optional.of(event)));
    found.sort(
        (p, q) ->
            p.step() != q.step()
                ? Integer.compare(p.step(), q.step())
                : Long.compare(p.divergence().gotAt(), q.divergence().gotAt()));
    return found;
  }

  /** The same event at another place of the step, or another of its kind at the same place. */
  private static Optional<Happened> partner(Happened event, List<Happened> added) {
    return added.stream()
        .filter(other -> other.step == event.step && other.words().equals(event.words()))
        .findFirst()
        .or(
            () ->
                added.stream()
                    .filter(
                        other ->
                            other.isAt(event) && other.event.event().equals(event.event.event()))
                    .findFirst());
  }

  private void add(Optional<Happened> expected, Optional<Happened> got) {
    String before = expected.map(event -> place(a, event)).orElse("");
    String now = got.map(event -> place(b, event)).orElse("");
    String was = expected.map(Happened::words).orElse("");
    String is = got.map(Happened::words).orElse("");
    String cause;
    if (got.isEmpty()) {
      cause = was + " is missing " + before;
    } else if (expected.isEmpty()) {
      cause = is + " is new " + now;
    } else if (was.equals(is)) {
      cause = is + " comes " + now + ", not " + before;
    } else {
      cause = is + " " + now + ", not " + was;
    }
    EventRecord shown = got.or(() -> expected).orElseThrow().event;
    Divergence next =
        new Divergence(
            Divergence.Kind.EVENT,
            shown.event(),
            expected.map(event -> event.event.before()).orElse(-1L),
            got.map(event -> event.event.before()).orElse(-1L),
            1,
            "",
            expected.isEmpty() ? "" : was + " " + before,
            got.isEmpty() ? "" : is + " " + now,
            shown.stack(),
            cause);
    int step = got.or(() -> expected).orElseThrow().step;
    int last = found.size() - 1;
    if (last >= 0 && found.get(last).step() == step && goesOn(found.get(last).divergence(), next)) {
      found.set(last, new Found(step, oneMore(found.get(last).divergence())));
    } else {
      found.add(new Found(step, next));
    }
  }

  /** The same difference of the next CPU or page. */
  private static boolean goesOn(Divergence first, Divergence next) {
    return first.call().equals(next.call())
        && first.stack().equals(next.stack())
        && first.expected().isEmpty() == next.expected().isEmpty()
        && first.got().isEmpty() == next.got().isEmpty();
  }

  private static Divergence oneMore(Divergence d) {
    return new Divergence(
        d.kind(),
        d.call(),
        d.expectedAt(),
        d.gotAt(),
        d.calls() + 1,
        d.what(),
        d.expected(),
        d.got(),
        d.stack(),
        d.cause());
  }

  /** Where an event is, by the call that comes next in its step. */
  private static String place(TraceLines lines, Happened event) {
    return lines
        .leafAt(event.event.before(), event.step)
        .map(leaf -> "before " + leaf)
        .orElseGet(() -> "at the end of " + stepName(lines, event.step));
  }

  private static String stepName(TraceLines lines, int step) {
    return step < lines.steps().size() ? lines.step(lines.steps().get(step)) : "the flow";
  }

  private static List<Happened> happened(TraceLines lines, OneSided alone) {
    List<Happened> all = new ArrayList<>();
    for (TraceLines.Placed placed : lines.events()) {
      EventRecord event = placed.event();
      long times = all.size() + event.times() <= MOST_SINGLE ? event.times() : 1;
      for (long i = 0; i < times; i++) {
        EventRecord one = times == 1 ? event : event.expand(i);
        all.add(new Happened(one, placed.step(), alone.common(one.before())));
      }
    }
    all.sort(
        (p, q) ->
            p.step != q.step
                ? Integer.compare(p.step, q.step)
                : Long.compare(p.event.before(), q.event.before()));
    return all;
  }
}
