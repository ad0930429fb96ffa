package org.seamreplay.replay.run;

import java.util.List;
import java.util.Optional;
import org.seamreplay.replay.boundary.ReceivedQuote;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.scenario.Expectation;
import org.seamreplay.trace.Trace;
import org.seamreplay.vm.Finding;
import org.seamreplay.vm.SourceFrame;

/**
 * What came out of a run.
 *
 * @param run what was run
 * @param end how far it came
 * @param reason why it did not run to its end; empty if it did
 * @param stack where it stopped, innermost first; empty if it did not stop
 * @param trace every SEAMCALL and step; empty if the scenario does not apply
 * @param findings defects that were seen, in order
 * @param log what the kernel printed
 * @param expectation what the scenario expects of this run
 * @param quotes quotes that guests got, in order
 * @param instructions IR instructions executed
 * @param nanos time it took; for display only, never compared or stored
 * @param footprints what of the programs has made a difference; empty if nothing was run
 */
public record Recording(
    ScenarioRun run,
    End end,
    String reason,
    List<SourceFrame> stack,
    Optional<Trace> trace,
    List<Finding> findings,
    List<String> log,
    Expectation expectation,
    List<ReceivedQuote> quotes,
    long instructions,
    long nanos,
    Optional<Footprints> footprints) {

  /** How a run can end. */
  public enum End {
    /** The whole flow was executed, or a fatal finding ended it. */
    DONE,
    /** This kernel cannot do what the scenario asks for. */
    NOT_APPLICABLE,
    /** The kernel needs something that has no model. */
    NOT_MODELLED
  }

  /** Copies the lists. */
  public Recording {
    stack = List.copyOf(stack);
    findings = List.copyOf(findings);
    log = List.copyOf(log);
    quotes = List.copyOf(quotes);
  }

  /** A recording of a run that made none of the calls that its scenario's expectations ask for. */
  public Recording(
      ScenarioRun run,
      End end,
      String reason,
      List<SourceFrame> stack,
      Optional<Trace> trace,
      List<Finding> findings,
      List<String> log,
      long instructions,
      long nanos) {
    this(
        run,
        end,
        reason,
        stack,
        trace,
        findings,
        log,
        run.scenario().expectation(name -> false),
        List.of(),
        instructions,
        nanos,
        Optional.empty());
  }

  /** The same with another trace. */
  Recording withTrace(Optional<Trace> other) {
    return new Recording(
        run,
        end,
        reason,
        stack,
        other,
        findings,
        log,
        expectation,
        quotes,
        instructions,
        nanos,
        footprints);
  }
}
