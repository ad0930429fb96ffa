package org.seamreplay.diff;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.seamreplay.trace.EndRecord;
import org.seamreplay.trace.NamedValue;
import org.seamreplay.trace.SeamcallRecord;
import org.seamreplay.trace.StepRecord;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.TraceLine;

/**
 * Finds the first place where two traces differ in what they mean: calls, operands, results,
 * memory, returns, kernel log and findings. Line numbers, stacks and how calls are folded are not
 * compared.
 */
public final class TraceComparison {
  private TraceComparison() {}

  /**
   * The first difference.
   *
   * @param call number of the SEAMCALL, -1 if it is not about a call
   * @param what one line, for example {@code TDH.SYS.CONFIG: in.NUM_TDMR_INFO}
   * @param expected what the first trace has there; empty if nothing
   * @param got what the second trace has there; empty if nothing
   * @param at the second trace's record, for its stack; else the first's
   */
  public record Difference(
      long call, String what, String expected, String got, Optional<SeamcallRecord> at) {}

  /** Compares; empty if there is no difference. */
  public static Optional<Difference> firstDifference(Trace expected, Trace got) {
    if (!expected.header().module().equals(got.header().module())
        || !expected.header().platform().equals(got.header().platform())) {
      return Optional.of(
          new Difference(
              -1,
              "header",
              expected.header().platform() + " / " + expected.header().module(),
              got.header().platform() + " / " + got.header().module(),
              Optional.empty()));
    }
    Calls left = new Calls(expected.lines());
    Calls right = new Calls(got.lines());
    while (left.hasNext() && right.hasNext()) {
      if (left.skipEqualRun(right)) {
        continue;
      }
      Optional<Difference> difference = compare(left.next(), right.next());
      if (difference.isPresent()) {
        return difference;
      }
    }
    if (left.hasNext() || right.hasNext()) {
      TraceLine line = left.hasNext() ? left.next() : right.next();
      return Optional.of(missing(line, right.ended()));
    }
    return Optional.empty();
  }

  private static Difference missing(TraceLine line, boolean fromSecond) {
    return new Difference(
        line instanceof SeamcallRecord call ? call.sequence() : -1,
        fromSecond ? "missing" : "extra",
        fromSecond ? describe(line) : "",
        fromSecond ? "" : describe(line),
        line instanceof SeamcallRecord call ? Optional.of(call) : Optional.empty());
  }

  private static Optional<Difference> compare(TraceLine a, TraceLine b) {
    if (a instanceof SeamcallRecord left && b instanceof SeamcallRecord right) {
      return compareCalls(left, right);
    }
    if (a instanceof StepRecord left && b instanceof StepRecord right) {
      return compareSteps(left, right);
    }
    if (a instanceof EndRecord left && b instanceof EndRecord right) {
      String before = findings(left);
      String after = findings(right);
      return before.equals(after)
          ? Optional.empty()
          : Optional.of(new Difference(-1, "findings", before, after, Optional.empty()));
    }
    return Optional.of(
        new Difference(
            b instanceof SeamcallRecord call ? call.sequence() : sequence(a),
            "another event",
            describe(a),
            describe(b),
            b instanceof SeamcallRecord call ? Optional.of(call) : record(a)));
  }

  private static long sequence(TraceLine line) {
    return line instanceof SeamcallRecord call ? call.sequence() : -1;
  }

  private static Optional<SeamcallRecord> record(TraceLine line) {
    return line instanceof SeamcallRecord call ? Optional.of(call) : Optional.empty();
  }

  private static Optional<Difference> compareCalls(SeamcallRecord a, SeamcallRecord b) {
    String what;
    String expected;
    String got;
    if (a.number() != b.number()) {
      what = "another call";
      expected = describe(a);
      got = describe(b);
    } else if (a.cpu() != b.cpu()) {
      what = a.leaf() + ": cpu";
      expected = Integer.toString(a.cpu());
      got = Integer.toString(b.cpu());
    } else if (!a.in().equals(b.in())) {
      what = a.leaf() + ": operand";
      expected = onlyDifferent(a.in(), b.in());
      got = onlyDifferent(b.in(), a.in());
    } else if (!a.read().equals(b.read())) {
      what = a.leaf() + ": memory read";
      String[] parts = MemoryDifference.first(a.read(), b.read());
      expected = parts[0];
      got = parts[1];
    } else if (a.result() != b.result()) {
      what = a.leaf() + ": status";
      expected = a.status();
      got = b.status();
    } else if (!a.out().equals(b.out())) {
      what = a.leaf() + ": result";
      expected = onlyDifferent(a.out(), b.out());
      got = onlyDifferent(b.out(), a.out());
    } else if (!a.written().equals(b.written())) {
      what = a.leaf() + ": memory written";
      String[] parts = MemoryDifference.first(a.written(), b.written());
      expected = parts[0];
      got = parts[1];
    } else {
      return Optional.empty();
    }
    return Optional.of(new Difference(b.sequence(), what, expected, got, Optional.of(b)));
  }

  private static Optional<Difference> compareSteps(StepRecord a, StepRecord b) {
    if (!a.step().equals(b.step())) {
      return step("another step", a.step(), b.step());
    }
    if (!a.returned().equals(b.returned())) {
      return step(a.step() + ": return value", returned(a), returned(b));
    }
    if (!a.log().equals(b.log())) {
      int i = 0;
      while (i < a.log().size() && i < b.log().size() && a.log().get(i).equals(b.log().get(i))) {
        i++;
      }
      return step(
          a.step() + ": kernel log",
          i < a.log().size() ? a.log().get(i) : "",
          i < b.log().size() ? b.log().get(i) : "");
    }
    return Optional.empty();
  }

  private static Optional<Difference> step(String what, String expected, String got) {
    return Optional.of(new Difference(-1, what, expected, got, Optional.empty()));
  }

  private static String returned(StepRecord step) {
    return step.returned().isPresent() ? Long.toString(step.returned().getAsLong()) : "nothing";
  }

  private static String findings(EndRecord end) {
    List<String> texts = new ArrayList<>();
    for (EndRecord.Defect defect : end.findings()) {
      String function = defect.stack().isEmpty() ? "" : " in " + defect.stack().get(0).function();
      texts.add(defect.kind() + function);
    }
    return texts.isEmpty() ? "none" : String.join(", ", texts);
  }

  private static String onlyDifferent(List<NamedValue> values, List<NamedValue> others) {
    List<String> texts = new ArrayList<>();
    for (NamedValue value : values) {
      if (!others.contains(value)) {
        texts.add(value.toString());
      }
    }
    return texts.isEmpty() ? "no more operands" : String.join(" ", texts);
  }

  /** An event in one line. */
  public static String describe(TraceLine line) {
    if (line instanceof SeamcallRecord call) {
      StringBuilder text = new StringBuilder(call.leaf());
      call.in().forEach(value -> text.append(' ').append(value));
      return text.toString();
    }
    if (line instanceof StepRecord step) {
      return "end of step " + step.step();
    }
    return "end of trace";
  }

  /** The calls of a trace one by one, unfolded only where it matters. */
  private static final class Calls implements Iterator<TraceLine> {
    private final List<TraceLine> lines;
    private int index;
    private long within;

    Calls(List<TraceLine> lines) {
      this.lines = lines;
    }

    @Override
    public boolean hasNext() {
      return index < lines.size();
    }

    boolean ended() {
      return !hasNext();
    }

    @Override
    public TraceLine next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      TraceLine line = lines.get(index);
      if (line instanceof SeamcallRecord call && !call.repeat().isEmpty()) {
        SeamcallRecord one = call.expand(within);
        if (++within == call.calls()) {
          index++;
          within = 0;
        }
        return one;
      }
      index++;
      return line;
    }

    /** Passes a whole folded record if the other side stands before an equal one. */
    boolean skipEqualRun(Calls other) {
      if (within != 0
          || other.within != 0
          || !(lines.get(index) instanceof SeamcallRecord a)
          || !(other.lines.get(other.index) instanceof SeamcallRecord b)
          || a.repeat().isEmpty()
          || !a.repeat().equals(b.repeat())
          || compareCalls(a, b).isPresent()) {
        return false;
      }
      index++;
      other.index++;
      return true;
    }
  }
}
