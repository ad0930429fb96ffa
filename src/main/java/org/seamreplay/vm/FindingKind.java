package org.seamreplay.vm;

/**
 * A class of defect that a run can show; the name is stable and appears in reports, for example
 * {@code use-after-free}.
 */
public interface FindingKind {
  /** Lower case, words joined by hyphens. */
  String id();

  /** Whether the flow cannot go on after it. */
  boolean fatal();
}
