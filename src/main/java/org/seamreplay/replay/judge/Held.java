package org.seamreplay.replay.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seamreplay.trace.EndRecord;
import org.seamreplay.trace.StepRecord;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.TraceLine;
import org.seamreplay.vm.SourceFrame;

/** What a golden trace holds of a run: nothing if there is no golden trace. */
final class Held {
  private final Optional<Trace> golden;

  /** Findings that no finding of the recording has been matched with. */
  private final List<String> findings = new ArrayList<>();

  Held(Optional<Trace> golden) {
    this.golden = golden;
    for (TraceLine line : golden.map(Trace::lines).orElse(List.of())) {
      if (line instanceof EndRecord end) {
        end.findings().forEach(d -> findings.add(identity(d.kind(), d.stack())));
      }
    }
  }

  /** What identifies a finding in another recording: its kind and the function that shows it. */
  private static String identity(String kind, List<SourceFrame> stack) {
    return kind + (stack.isEmpty() ? "" : " in " + stack.get(0).function());
  }

  /** Whether it has that finding once more. */
  boolean takeFinding(String kind, List<SourceFrame> stack) {
    return findings.remove(identity(kind, stack));
  }

  /** Whether it has no finding of a kind, though it could. */
  boolean hasNo(String kind) {
    return golden.isPresent()
        && findings.stream().noneMatch(f -> f.equals(kind) || f.startsWith(kind + " in "));
  }

  /** Whether a step returned the same there. */
  boolean returns(StepRecord step, int occurrence) {
    return steps().stream()
        .filter(other -> other.step().equals(step.step()))
        .skip(occurrence - 1L)
        .findFirst()
        .map(other -> other.returned().equals(step.returned()))
        .orElse(false);
  }

  /** Whether nothing was printed there that has the text in it. */
  boolean lacks(String text) {
    return golden.isPresent()
        && steps().stream()
            .flatMap(step -> step.log().stream())
            .noneMatch(line -> line.contains(text));
  }

  /** Whether all steps return and print the same there, so that guests got as many quotes. */
  boolean endsAs(Trace recorded) {
    return golden.isPresent() && steps().equals(recorded.steps());
  }

  private List<StepRecord> steps() {
    return golden.map(Trace::steps).orElse(List.of());
  }
}
