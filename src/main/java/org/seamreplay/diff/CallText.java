package org.seamreplay.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seamreplay.abi.Abi;
import org.seamreplay.trace.TraceValue;

/** Writes calls and their values for people. */
final class CallText {
  private CallText() {}

  /** A value with what it means and how it steps: {@code 0x0 step 0x1000}. */
  static String value(CallLoop run, Shape.Place place, int cell) {
    TraceValue first =
        new TraceValue(place.form(), place.object(), run.cell(cell), run.cell(cell + 1));
    StringBuilder text = new StringBuilder(first.toString());
    if (place.form() == TraceValue.Form.HEX) {
      meaning(run.shape().number(), place.name(), first.number())
          .ifPresent(name -> text.append(" (").append(name).append(')'));
    }
    for (int loop = 0; loop < run.depth(); loop++) {
      TraceValue.Step step = new TraceValue.Step(run.step(loop, cell), run.step(loop, cell + 1));
      if (!step.equals(TraceValue.Step.NONE)) {
        text.append(" step ").append(step).append(loop == 0 ? "" : " a round");
      }
    }
    return text.toString();
  }

  static String cpu(CallLoop run) {
    StringBuilder text = new StringBuilder(Integer.toString((int) run.cell(0)));
    for (int loop = 0; loop < run.depth(); loop++) {
      if (run.step(loop, 0) != 0) {
        text.append(" step ").append(run.step(loop, 0)).append(loop == 0 ? "" : " a round");
      }
    }
    return text.toString();
  }

  /** The name of the metadata field that a field id selects. */
  private static Optional<String> meaning(long rax, String operand, long value) {
    boolean field =
        Abi.shipped().leaves().find(rax).stream()
            .filter(leaf -> leaf.name().startsWith("TDH.SYS."))
            .flatMap(leaf -> leaf.in().stream())
            .anyMatch(o -> o.name().equals(operand) && o.kind().equals("field-id"));
    return field ? Abi.shipped().metadata().globalName(value) : Optional.empty();
  }

  /** What a call passes and what it gets, without its leaf. */
  static String call(CallLoop run) {
    List<String> words = new ArrayList<>();
    values(run, run.shape().in(), 1, words);
    if (run.shape().result() != 0) {
      words.add(Abi.shipped().statuses().name(run.shape().result()));
    }
    if (!run.shape().out().isEmpty()) {
      words.add("->");
      values(run, run.shape().out(), 1 + 2 * run.shape().in().size(), words);
    }
    words.add("cpu=" + cpu(run));
    return String.join(" ", words);
  }

  private static void values(CallLoop run, List<Shape.Place> places, int cell, List<String> words) {
    for (int i = 0; i < places.size(); i++) {
      words.add(places.get(i).name() + "=" + value(run, places.get(i), cell + 2 * i));
    }
  }

  /** The leaf with its version. */
  static String leaf(CallLoop run) {
    int version = run.record().version();
    return run.record().leaf() + (version == 0 ? "" : " v" + version);
  }
}
