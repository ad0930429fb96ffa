package org.seamreplay.trace;

import java.util.List;
import org.seamreplay.vm.SourceFrame;

/**
 * The last line of a trace: its presence shows that the trace is complete.
 *
 * @param calls SEAMCALLs in all
 * @param findings defects that the run showed, in order
 */
public record EndRecord(long calls, List<RecordedFinding> findings) implements TraceLine {
  /** Copies the list. */
  public EndRecord {
    findings = List.copyOf(findings);
  }

  /**
   * A finding of the run.
   *
   * @param kind for example {@code use-after-free}
   * @param message one line; not compared, as it may hold addresses
   * @param stack where, innermost first; the first function is compared
   */
  public record RecordedFinding(String kind, String message, List<SourceFrame> stack) {
    /** Copies the list. */
    public RecordedFinding {
      stack = List.copyOf(stack);
    }
  }
}
