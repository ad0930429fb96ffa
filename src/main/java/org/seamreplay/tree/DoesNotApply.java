package org.seamreplay.tree;

import java.util.ArrayList;
import java.util.List;
import org.seamreplay.series.Patch;

/** A patch does not apply; the message is one line with the first reason. */
public final class DoesNotApply extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Patch patch;
  private final transient List<Conflict> conflicts;
  private final transient List<String> notes;
  private final transient SeriesTree applied;

  DoesNotApply(
      String label, Patch patch, List<Conflict> conflicts, List<String> notes, SeriesTree applied) {
    super(message(label, patch, conflicts));
    this.notes = List.copyOf(notes);
    this.patch = patch;
    this.conflicts = List.copyOf(conflicts);
    this.applied = applied;
  }

  private static String message(String label, Patch patch, List<Conflict> conflicts) {
    int more = conflicts.size() - 1;
    return "patch "
        + label
        + " '"
        + patch.subject()
        + "' does not apply: "
        + conflicts.get(0).summary()
        + (more > 0 ? " (and " + more + " more)" : "");
  }

  /** The patch. */
  public Patch patch() {
    return patch;
  }

  /** All reasons, in the order of the diff; at least one. */
  public List<Conflict> conflicts() {
    return conflicts;
  }

  /** Each conflict in lines for people, then what else was tried and why that failed. */
  public List<String> details() {
    List<String> details = new ArrayList<>();
    conflicts.forEach(conflict -> details.addAll(conflict.details()));
    details.addAll(notes);
    return details;
  }

  /** What else was tried and why that failed, each in one line. */
  public List<String> notes() {
    return notes;
  }

  /** The steps before it. */
  public SeriesTree applied() {
    return applied;
  }
}
