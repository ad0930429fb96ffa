package org.seamreplay.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seamreplay.trace.EndRecord;
import org.seamreplay.trace.EventRecord;
import org.seamreplay.trace.SeamcallRecord;
import org.seamreplay.trace.StepRecord;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.TraceHeader;
import org.seamreplay.trace.TraceLine;

/**
 * Finds all differences in behaviour between two traces: calls, operands, results, memory, returns,
 * kernel log, events and findings. Sequence numbers, line numbers, stacks, notes, stubs, choices of
 * the model and how calls are folded are not compared.
 */
public final class TraceDiff {
  private TraceDiff() {}

  /**
   * The differences, in the order of the traces; empty if and only if both mean the same. Traces of
   * different scenarios, platforms or module profiles differ in that alone.
   */
  public static List<Divergence> between(Trace expected, Trace got) {
    Optional<Divergence> header = headers(expected.header(), got.header());
    if (header.isPresent()) {
      return List.of(header.get());
    }
    if (sameLines(expected.lines(), got.lines())) {
      return List.of();
    }
    // Nothing follows from the silence of a trace that has no events.
    boolean events = expected.header().hasEvents() && got.header().hasEvents();
    ParsedLines.Pool pool = new ParsedLines.Pool();
    return LinesDiff.between(
        new ParsedLines(expected.lines(), events, pool),
        new ParsedLines(got.lines(), events, pool));
  }

  /** Whether {@link #between} is empty, faster. */
  public static boolean sameMeaning(Trace a, Trace b) {
    return headers(a.header(), b.header()).isEmpty()
        && (sameLines(a.lines(), b.lines())
            || (sameUnfolded(withoutEvents(a), withoutEvents(b)) && between(a, b).isEmpty()));
  }

  private static List<TraceLine> withoutEvents(Trace trace) {
    return trace.lines().stream().filter(line -> !(line instanceof EventRecord)).toList();
  }

  static Optional<Divergence> headers(TraceHeader a, TraceHeader b) {
    List<String> what = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    List<String> got = new ArrayList<>();
    different("scenario", a.scenario(), b.scenario(), what, expected, got);
    different("platform", a.platform(), b.platform(), what, expected, got);
    different("module", a.module(), b.module(), what, expected, got);
    if (what.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Divergence(
            Divergence.Kind.OPERAND,
            "header",
            -1,
            -1,
            1,
            String.join(", ", what),
            String.join(", ", expected),
            String.join(", ", got),
            List.of(),
            "the traces are of different runs, so nothing else is compared"));
  }

  private static void different(
      String name, String a, String b, List<String> what, List<String> expected, List<String> got) {
    if (!a.equals(b)) {
      what.add(name);
      expected.add(a);
      got.add(b);
    }
  }

  /** Whether two lists are equal record by record; false says nothing, loops may be cut apart. */
  private static boolean sameLines(List<TraceLine> a, List<TraceLine> b) {
    if (a == b) {
      return true;
    }
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!sameLine(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameLine(TraceLine a, TraceLine b) {
    if (a == b) {
      return true;
    }
    if (a instanceof SeamcallRecord x && b instanceof SeamcallRecord y) {
      return x.number() == y.number()
          && x.cpu() == y.cpu()
          && x.result() == y.result()
          && x.in().equals(y.in())
          && x.out().equals(y.out())
          && x.repeat().equals(y.repeat())
          && x.read().equals(y.read())
          && x.written().equals(y.written());
    }
    if (a instanceof EventRecord x && b instanceof EventRecord y) {
      return x.withStack(List.of()).equals(y.withStack(List.of()));
    }
    if (a instanceof StepRecord x && b instanceof StepRecord y) {
      return StepComparison.same(x, y);
    }
    return a instanceof EndRecord x
        && b instanceof EndRecord y
        && StepComparison.sameFindings(x, y);
  }

  private static boolean sameUnfolded(List<TraceLine> a, List<TraceLine> b) {
    Shape.Pool shapes = new Shape.Pool();
    int i = 0;
    int j = 0;
    while (true) {
      List<CallLoop> x = new ArrayList<>();
      List<CallLoop> y = new ArrayList<>();
      i = calls(a, i, shapes, x);
      j = calls(b, j, shapes, y);
      if (!GapAligner.same(x, y) || (i < a.size()) != (j < b.size())) {
        return false;
      }
      if (i == a.size()) {
        return true;
      }
      if (!sameLine(a.get(i++), b.get(j++))) {
        return false;
      }
    }
  }

  /** Collects calls up to the next step or end; returns where that is. */
  private static int calls(
      List<TraceLine> lines, int from, Shape.Pool shapes, List<CallLoop> into) {
    int at = from;
    while (at < lines.size() && lines.get(at) instanceof SeamcallRecord call) {
      into.add(new CallLoop(call, at, shapes));
      at++;
    }
    return at;
  }
}
