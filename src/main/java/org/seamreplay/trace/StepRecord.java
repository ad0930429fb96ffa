package org.seamreplay.trace;

import java.util.List;
import java.util.OptionalLong;

/**
 * A step of the flow has ended; the calls it made stand before it.
 *
 * @param step the step as the scenario has it, for example {@code cpu-offline 3}
 * @param returned what the kernel returned; empty for a step that returns nothing
 * @param log what the kernel printed during the step, one line each
 */
public record StepRecord(String step, OptionalLong returned, List<String> log)
    implements TraceLine {
  /** Copies the list. */
  public StepRecord {
    log = List.copyOf(log);
  }
}
