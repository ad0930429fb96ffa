package org.seamreplay.diff;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.seamreplay.abi.Abi;
import org.seamreplay.abi.Status;
import org.seamreplay.kernel.Errno;
import org.seamreplay.trace.NamedValue;
import org.seamreplay.trace.TraceValue;

/** Says in one sentence what a difference means, from the records and nothing else. */
final class Cause {
  private static final long STATUS = 0xFFFF_FFFF_0000_0000L;

  private Cause() {}

  static String returned(OptionalLong a, OptionalLong b, String expected, String got) {
    boolean failed = a.isPresent() && Errno.isError(a.getAsLong());
    boolean fails = b.isPresent() && Errno.isError(b.getAsLong());
    if (!failed && fails) {
      return "the step fails with " + Errno.name(b.getAsLong()) + " where it succeeded";
    }
    if (failed && !fails) {
      return "the step succeeds where it failed with " + Errno.name(a.getAsLong());
    }
    return failed
        ? "the step fails in another way: "
            + Errno.name(b.getAsLong())
            + " instead of "
            + Errno.name(a.getAsLong())
        : "the step returns " + got + " instead of " + expected;
  }

  /** Of calls that are not made any more and do not belong to a loop that goes on. */
  static String missing(long count, Optional<CallLoop> before) {
    String calls = count == 1 ? "the call is" : "the " + count + " calls are";
    String after =
        before
            .map(
                b ->
                    " after "
                        + CallText.leaf(b)
                        + (failed(b)
                            ? " fails with " + Abi.shipped().statuses().name(b.shape().result())
                            : ""))
            .orElse("");
    return calls + " not made" + after;
  }

  static String extra(CallLoop run, long count, Optional<CallLoop> before) {
    String calls = count == 1 ? "a new call is made" : count + " new calls are made";
    String after = before.map(b -> " after " + CallText.leaf(b)).orElse("");
    return calls
        + after
        + (failed(run)
            ? "; the module answers " + Abi.shipped().statuses().name(run.shape().result())
            : "");
  }

  private static boolean failed(CallLoop run) {
    return run.shape().result() < 0;
  }

  /** Of a loop that has more or fewer rounds. */
  static String loop(CallLoop whole, long expected, long got) {
    long difference = Math.abs(got - expected);
    if (Math.min(expected, got) == 1 && difference == 1) {
      return got > expected
          ? "the same call is made a second time"
          : "the call is made once only, not a second time";
    }
    String unit = difference == 1 ? " call " : " calls ";
    long round = whole.depth() > 1 ? whole.calls() / whole.times(whole.depth() - 1) : 1;
    if (round > 1 && difference % round == 0) {
      long rounds = difference / round;
      return "the loop makes "
          + rounds
          + (rounds == 1 ? " round" : " rounds")
          + " of "
          + round
          + " calls "
          + (got > expected ? "more" : "less");
    }
    return got > expected
        ? "the loop goes on for " + difference + unit + "more"
        : "the loop ends " + difference + unit + "early";
  }

  /**
   * Of calls at another place.
   *
   * @param earlier whether they come earlier now
   * @param neighbour the call that they now stand before (earlier) or after
   */
  static String moved(long calls, boolean earlier, Optional<CallLoop> neighbour) {
    String what = calls == 1 ? "the call is" : "the " + calls + " calls are";
    return what
        + " made "
        + (earlier ? "earlier" : "later")
        + neighbour
            .map(run -> ", " + (earlier ? "before " : "after ") + CallText.leaf(run))
            .orElse("");
  }

  /**
   * Of a part in which two calls differ.
   *
   * @param before the call before, if both traces agree on it
   * @param other whether something that the call passes differs as well
   */
  static String part(CallDifference part, CallLoop got, Optional<CallLoop> before, boolean other) {
    return switch (part.kind()) {
      case OPERAND -> operand(part, got, before);
      case RESULT -> result(part, other);
      case MEMORY -> memory(part, other);
      case MISSING, EXTRA, MOVED, EVENT, LOG, RETURN, FINDING ->
          throw new IllegalArgumentException("no part of a call: " + part.kind());
    };
  }

  private static String operand(CallDifference part, CallLoop got, Optional<CallLoop> before) {
    if (part.what().equals("version")) {
      return "version " + part.got() + " of the leaf is called, not " + part.expected();
    }
    if (part.what().equals("cpu")) {
      return "the call is made on CPU " + part.got() + ", not on CPU " + part.expected();
    }
    if (part.what().equals("loops")) {
      return "the same values come in loops of another shape";
    }
    String name = part.what().substring(part.what().indexOf('.') + 1);
    if (part.got().isEmpty()) {
      return name + " is not passed any more";
    }
    if (part.expected().isEmpty()) {
      return name + " is passed, which it was not";
    }
    Optional<CallLoop> interrupted =
        before
            .filter(run -> Likeness.leaf(run) == Likeness.leaf(got))
            .filter(
                run -> (run.shape().result() & STATUS) == (Status.INTERRUPTED_RESUMABLE & STATUS));
    if (interrupted.isPresent() && offeredAgain(name, interrupted.get(), got)) {
      return name.startsWith("HPA_LIST_INFO") && interrupted.get().record().leaf().contains("MEM")
          ? "pages that the module already owns are offered again: the call is resumed with the"
              + " old "
              + name
          : "the call is resumed with the old " + name + ", not with the one that came back";
    }
    return name + " is " + part.got() + ", not " + part.expected();
  }

  /** Whether a resumed call passes what the interrupted one passed, not what it gave back. */
  private static boolean offeredAgain(String name, CallLoop interrupted, CallLoop got) {
    Optional<TraceValue> passed = last(interrupted.record().in(), name);
    Optional<TraceValue> back = last(interrupted.record().out(), name);
    Optional<TraceValue> now = last(got.record().in(), name);
    return interrupted.depth() == 0
        && now.isPresent()
        && now.equals(passed)
        && back.isPresent()
        && !back.equals(now);
  }

  private static Optional<TraceValue> last(List<NamedValue> values, String name) {
    return values.stream().filter(v -> v.name().equals(name)).map(NamedValue::value).findFirst();
  }

  private static String result(CallDifference part, boolean other) {
    String what =
        part.what().equals("status")
            ? "the module answers " + part.got() + ", not " + part.expected()
            : part.what().substring(part.what().indexOf('.') + 1)
                + (part.got().isEmpty()
                    ? " does not come back"
                    : " comes back as "
                        + part.got()
                        + (part.expected().isEmpty() ? "" : ", not as " + part.expected()));
    return what + (other ? "; what the call passes differs too" : " to the same operands");
  }

  private static String memory(CallDifference part, boolean other) {
    boolean read = part.what().startsWith("read.");
    String where = part.what().substring(part.what().indexOf('.') + 1);
    return read
        ? "the kernel hands over memory in which " + where + " differs"
        : "the module writes another "
            + where
            + (other ? "; what the call passes differs too" : "");
  }
}
