package org.seamreplay.vm;

import java.util.List;

/**
 * A defect in the code under test.
 *
 * @param message one line: what happened, with addresses by name where they have one; lower case
 *     start, no full stop
 * @param stack where, innermost first
 * @param details further lines, for example where the object was allocated and freed
 */
public record Finding(
    FindingKind kind, String message, List<SourceFrame> stack, List<String> details) {
  /** Copies the lists. */
  public Finding {
    stack = List.copyOf(stack);
    details = List.copyOf(details);
  }
}
