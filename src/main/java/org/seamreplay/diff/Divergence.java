package org.seamreplay.diff;

import java.util.List;
import org.seamreplay.vm.SourceFrame;

/**
 * One difference in behaviour between two traces.
 *
 * @param kind what kind of difference
 * @param call the leaf, for example {@code TDH.EXT.MEM.ADD}, or the step of the flow
 * @param expectedAt number of the first call concerned in the expected trace; -1 if it has none
 * @param gotAt number of the first call concerned in the other trace; -1 if it has none
 * @param calls how many calls in a row differ in this way; at least 1
 * @param what what differs, as a path: {@code in.HPA_LIST_INFO.FIRST_ENTRY}, {@code
 *     read.TDMR_INFO[2].BASE}, {@code status}, {@code cpu}, {@code log[3]}, {@code returned}; empty
 *     if all of the call is concerned
 * @param expected the expected value, decoded; empty if there is none
 * @param got the other value, decoded; empty if there is none
 * @param stack where in the kernel, innermost first: of the other trace, or of the expected one if
 *     only that has the call; empty if it has no place
 * @param cause one sentence for a reader who sees nothing else
 */
public record Divergence(
    Kind kind,
    String call,
    long expectedAt,
    long gotAt,
    long calls,
    String what,
    String expected,
    String got,
    List<SourceFrame> stack,
    String cause) {
  /** How behaviour can differ; names are lower-cased in reports. */
  public enum Kind {
    /** A call that is expected is not made. */
    MISSING,
    /** A call is made that is not expected. */
    EXTRA,
    /** A call is made at another place in the order. */
    MOVED,
    /** A call is made with another operand, or on another CPU. */
    OPERAND,
    /** The module answers a call in another way. */
    RESULT,
    /** Memory behind an operand differs. */
    MEMORY,
    /** The kernel does something else that no call shows: a flush, a lock, a registration. */
    EVENT,
    /** The kernel prints something else. */
    LOG,
    /** The kernel returns something else. */
    RETURN,
    /** Another defect is found. */
    FINDING;

    /** As reports write it. */
    public String id() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Whether it is about something that only the expected trace has, and so is its stack. */
  public boolean isGone() {
    return kind == Kind.MISSING || (kind == Kind.EVENT && got.isEmpty());
  }

  /** Copies the list. */
  public Divergence {
    stack = List.copyOf(stack);
  }
}
