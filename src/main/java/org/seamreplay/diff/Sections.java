package org.seamreplay.diff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cuts two traces at the steps that both have, so that no call is aligned with one of another step.
 */
final class Sections {
  /**
   * Records up to the end of a step.
   *
   * @param fromA first record in the expected trace
   * @param toA the step's own record there, or the end of the trace
   * @param fromB first record in the other trace
   * @param toB the step's own record there, or the end of the trace
   */
  record Section(int fromA, int toA, int fromB, int toB) {}

  private Sections() {}

  static List<Section> of(TraceLines a, TraceLines b) {
    List<Integer> stepsA = steps(a);
    List<Integer> stepsB = steps(b);
    Map<String, Integer> names = new HashMap<>();
    int[] match = SequenceAligner.align(names(a, stepsA, names), names(b, stepsB, names));
    List<Section> sections = new ArrayList<>();
    int fromA = 0;
    int fromB = 0;
    for (int i = 0; i < match.length; i++) {
      if (match[i] >= 0) {
        int toA = stepsA.get(i);
        int toB = stepsB.get(match[i]);
        sections.add(new Section(fromA, toA, fromB, toB));
        fromA = toA + 1;
        fromB = toB + 1;
      }
    }
    sections.add(new Section(fromA, end(a), fromB, end(b)));
    return sections;
  }

  /** The end of a trace; where it would stand if there is none. */
  static int end(TraceLines lines) {
    int last = lines.size() - 1;
    return last >= 0 && lines.isEnd(last) ? last : lines.size();
  }

  private static List<Integer> steps(TraceLines lines) {
    List<Integer> steps = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.step(i).isPresent()) {
        steps.add(i);
      }
    }
    return steps;
  }

  private static int[] names(TraceLines lines, List<Integer> steps, Map<String, Integer> names) {
    int[] tokens = new int[steps.size()];
    for (int i = 0; i < tokens.length; i++) {
      Optional<String> step = lines.step(steps.get(i));
      tokens[i] = names.computeIfAbsent(step.orElseThrow(), name -> names.size());
    }
    return tokens;
  }
}
