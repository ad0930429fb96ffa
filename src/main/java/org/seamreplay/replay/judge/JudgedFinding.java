package org.seamreplay.replay.judge;

import java.util.List;
import org.seamreplay.vm.SourceFrame;

/**
 * Something that is not as it should be.
 *
 * @param kind lower case, stable: a finding's kind, {@code divergence}, {@code return-value},
 *     {@code kernel-log}, {@code missing-finding}
 * @param message one line: what happened
 * @param details further lines, each a label and a text, for example {@code expected #4 ...}
 * @param stack where, innermost first; empty if it has no place
 */
public record JudgedFinding(
    String kind, String message, List<Detail> details, List<SourceFrame> stack) {
  /** Copies the lists. */
  public JudgedFinding {
    details = List.copyOf(details);
    stack = List.copyOf(stack);
  }

  /** A labelled line; the label may be empty. */
  public record Detail(String label, String text) {}
}
