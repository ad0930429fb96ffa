package org.seamreplay.replay.golden;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.seamreplay.diff.Divergence;
import org.seamreplay.diff.TraceDiff;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.json.TraceWriter;

/**
 * What recording a run means for the golden traces.
 *
 * @param change how the recording compares with the golden trace that holds for it now
 * @param file where its trace is kept or would be
 * @param divergences all differences; empty unless the change is DIFFERENT
 */
public record GoldenUpdate(Change change, Path file, List<Divergence> divergences) {
  /** How a recording compares. */
  public enum Change {
    /** There is no golden trace. */
    NEW,
    /** Byte for byte the same, or the same as at the step before: there is nothing to write. */
    SAME,
    /** It means the same, but line numbers, stacks or folding differ. */
    NOISE,
    /** It means something else. */
    DIFFERENT,
    /** The step has a trace of its own that means the same as that of the step before. */
    REDUNDANT
  }

  /** Copies the list. */
  public GoldenUpdate {
    divergences = List.copyOf(divergences);
  }

  /** Compares the trace of a run with the golden traces. */
  public static GoldenUpdate of(
      GoldenTraces goldens, GoldenPlace place, ScenarioRun run, Trace now) {
    Path file = goldens.file(place, run);
    Optional<Trace> own = goldens.own(place, run);
    Optional<Trace> inherited = goldens.inherited(place, run);
    if (own.isPresent() && inherited.isPresent() && TraceDiff.sameMeaning(inherited.get(), now)) {
      return new GoldenUpdate(Change.REDUNDANT, file, List.of());
    }
    Optional<Trace> holds = own.isPresent() ? own : inherited;
    if (holds.isEmpty()) {
      return new GoldenUpdate(Change.NEW, file, List.of());
    }
    List<Divergence> divergences = TraceDiff.between(holds.get(), now);
    if (!divergences.isEmpty()) {
      return new GoldenUpdate(Change.DIFFERENT, file, divergences);
    }
    boolean bytes = own.isEmpty() || TraceWriter.toText(own.get()).equals(TraceWriter.toText(now));
    return new GoldenUpdate(bytes ? Change.SAME : Change.NOISE, file, List.of());
  }
}
