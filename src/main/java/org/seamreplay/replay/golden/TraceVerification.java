package org.seamreplay.replay.golden;

import java.nio.file.Path;
import java.util.List;
import org.seamreplay.diff.Divergence;
import org.seamreplay.diff.TraceDiff;
import org.seamreplay.replay.boundary.BadInput;
import org.seamreplay.replay.boundary.LoadedProfiles;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.replay.recorded.ModuleReplay;
import org.seamreplay.trace.NotReplayable;
import org.seamreplay.trace.Trace;

/**
 * A trace whose calls the TDX module has been asked again.
 *
 * @param trace as it was recorded
 * @param now the same calls with the module's answers of today
 * @param divergences where these differ; empty if the trace verifies
 */
public record TraceVerification(Trace trace, Trace now, List<Divergence> divergences) {
  /** Copies the list. */
  public TraceVerification {
    divergences = List.copyOf(divergences);
  }

  /**
   * Verifies a trace.
   *
   * @throws BadInput if the file is no trace, nobody owns it, or it does not say enough
   * @throws org.seamreplay.vm.NotModelled if it holds a call that the module has no model of
   */
  public static TraceVerification of(Path file, TraceOwner owner, LoadedProfiles profiles) {
    Trace trace = TraceFiles.read(file);
    try {
      ScenarioRun run = owner.run(file.toString(), trace.header());
      Trace now = ModuleReplay.of(trace, run, profiles);
      return new TraceVerification(trace, now, TraceDiff.between(trace, now));
    } catch (NotReplayable e) {
      throw new BadInput(file + ": " + e.getMessage(), e);
    }
  }
}
