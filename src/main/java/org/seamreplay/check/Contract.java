package org.seamreplay.check;

import java.util.ArrayList;
import java.util.List;
import org.seamreplay.kernel.Effect;
import org.seamreplay.trace.EventRecord;
import org.seamreplay.trace.SeamcallRecord;
import org.seamreplay.trace.StepRecord;
import org.seamreplay.vm.Finding;
import org.seamreplay.vm.FindingKind;
import org.seamreplay.vm.SourceFrame;

/** A contract while a recording is gone through; one object for one recording. */
abstract class Contract {
  private static final int COLUMNS = 56;

  private final Rule rule;
  private final List<Finding> findings = new ArrayList<>();

  Contract(Rule rule) {
    this.rule = rule;
  }

  /** A call, or a loop of them in which nothing else happened. */
  void call(SeamcallRecord call) {}

  /** A single event. */
  void event(EventRecord event) {}

  /** A step has ended. */
  void step(StepRecord step) {}

  Rule rule() {
    return rule;
  }

  List<Finding> findings() {
    return findings;
  }

  /** The contract is broken; says so at the line. */
  void broken(String what, List<SourceFrame> stack) {
    List<String> details = new ArrayList<>();
    wrap("rule: " + rule.sentence(), details);
    wrap("source: " + rule.source(), details);
    findings.add(new Finding(new Kind(rule.name()), what, stack, details));
  }

  /** Details are lines of a mail: what does not fit would be cut. */
  private static void wrap(String text, List<String> lines) {
    String rest = text;
    while (rest.length() > COLUMNS) {
      int end = rest.lastIndexOf(' ', COLUMNS);
      lines.add(rest.substring(0, end));
      rest = "  " + rest.substring(end + 1);
    }
    lines.add(rest);
  }

  static boolean succeeded(SeamcallRecord call) {
    return call.result() >= 0;
  }

  static boolean failed(StepRecord step) {
    return step.returned().isPresent() && step.returned().getAsLong() < 0;
  }

  static boolean is(EventRecord event, Effect.Kind kind) {
    return event.event().equals(kind.text());
  }

  private record Kind(String id) implements FindingKind {
    @Override
    public boolean fatal() {
      return false;
    }
  }
}
