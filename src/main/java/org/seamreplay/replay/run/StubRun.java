package org.seamreplay.replay.run;

import java.util.List;
import org.seamreplay.diff.Divergence;

/**
 * A kernel run against a trace instead of a TDX module.
 *
 * @param recording what the kernel did, up to the call that the trace has no answer to
 * @param divergences that call; or else where the recording differs from the trace: calls that were
 *     not made, returns, kernel log, findings
 */
public record StubRun(Recording recording, List<Divergence> divergences) {
  /** Copies the list. */
  public StubRun {
    divergences = List.copyOf(divergences);
  }
}
