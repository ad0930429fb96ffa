package org.seamreplay.replay.series;

import java.util.List;
import java.util.Optional;
import org.seamreplay.diff.Divergence;
import org.seamreplay.diff.TraceDiff;
import org.seamreplay.replay.judge.Judge;
import org.seamreplay.replay.judge.Verdict;
import org.seamreplay.replay.run.Recording;
import org.seamreplay.trace.Trace;

/**
 * A recording of a tree, and what has been found out about it: a trace is not compared twice with
 * the same other one. Safe for use by several threads.
 */
@SuppressWarnings("ReferenceEquality")
final class FoundRecording {
  private final Recording recording;
  private final Recording run;
  private Optional<Trace> golden = Optional.empty();
  private Verdict verdict;
  private FoundRecording before;
  private List<Divergence> change = List.of();

  /**
   * A recording.
   *
   * @param recording as it is of the tree
   * @param run what was recorded when it was run, maybe of another tree where the same code stands
   *     on other lines
   */
  FoundRecording(Recording recording, Recording run) {
    this.recording = recording;
    this.run = run;
  }

  /** Whether both come from one run, and so are the same but for lines. */
  boolean sameRun(FoundRecording other) {
    return run == other.run;
  }

  /** Whether it is of that run. */
  boolean isOf(Recording other) {
    return run == other;
  }

  /** Compares it with a golden trace. */
  synchronized Verdict verdict(Optional<Trace> wanted) {
    if (verdict == null || wanted.orElse(null) != golden.orElse(null)) {
      verdict = Judge.judge(recording, wanted);
      golden = wanted;
    }
    return verdict;
  }

  /** How it differs from the recording of the step before. */
  synchronized List<Divergence> change(FoundRecording last) {
    if (last != before) {
      Optional<Trace> from = last.recording.trace();
      Optional<Trace> to = recording.trace();
      boolean both = from.isPresent() && to.isPresent();
      change = !both || sameRun(last) ? List.of() : TraceDiff.between(from.get(), to.get());
      before = last;
    }
    return change;
  }
}
