package org.seamreplay.trace;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.seamreplay.vm.SourceFrame;

/**
 * A whole trace: the header, then calls and steps in the order of time, then the end.
 *
 * @param patches the number of the patch that a line on a stack is of, for those that are of one;
 *     not compared
 */
public record Trace(TraceHeader header, List<TraceLine> lines, Map<SourceFrame, Integer> patches) {
  /** Copies list and map. */
  public Trace {
    lines = List.copyOf(lines);
    patches = Map.copyOf(patches);
  }

  /** A trace whose lines are all of the base, or of nobody knows which patch. */
  public Trace(TraceHeader header, List<TraceLine> lines) {
    this(header, lines, Map.of());
  }

  /**
   * The same trace, whose stacks say which patch a line is of.
   *
   * @param patch number of the patch that a frame's line is of; 0 if the base has it
   */
  public Trace withPatches(ToIntFunction<SourceFrame> patch) {
    Map<SourceFrame, Integer> numbers = new HashMap<>();
    for (TraceLine line : lines) {
      note(line.stack(), patch, numbers);
      if (line instanceof EndRecord end) {
        end.findings().forEach(defect -> note(defect.stack(), patch, numbers));
      }
    }
    return new Trace(header, lines, numbers);
  }

  private static void note(
      List<SourceFrame> stack, ToIntFunction<SourceFrame> patch, Map<SourceFrame, Integer> into) {
    for (SourceFrame frame : stack) {
      int number = patch.applyAsInt(frame);
      if (number > 0) {
        into.put(frame, number);
      }
    }
  }

  /** The same trace, silent about one kind of event. */
  public Trace without(String event) {
    List<TraceLine> others =
        lines.stream()
            .filter(line -> !(line instanceof EventRecord e && e.event().equals(event)))
            .toList();
    return new Trace(header, others, patches);
  }

  /** The calls alone. */
  public List<SeamcallRecord> calls() {
    return lines.stream()
        .filter(SeamcallRecord.class::isInstance)
        .map(SeamcallRecord.class::cast)
        .toList();
  }

  /** The steps of the flow alone. */
  public List<StepRecord> steps() {
    return lines.stream().filter(StepRecord.class::isInstance).map(StepRecord.class::cast).toList();
  }

  /** SEAMCALLs in all, folded ones counted one by one. */
  public long callCount() {
    long count = 0;
    for (SeamcallRecord call : calls()) {
      count += call.calls();
    }
    return count;
  }
}
