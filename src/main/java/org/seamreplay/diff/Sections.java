package org.seamreplay.diff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts two traces at the steps that both have, so that no call is aligned with one of another step.
 */
final class Sections {
  /**
   * Records up to the end of a step.
   *
   * @param fromA first record in the expected trace
   * @param toA the step's own record there, or how many records there are
   * @param fromB first record in the other trace
   * @param toB the step's own record there, or how many records there are
   * @param isStep whether it is a step; if not, it reaches over the end of both traces
   */
  record Section(int fromA, int toA, int fromB, int toB, boolean isStep) {}

  private Sections() {}

  static List<Section> of(TraceLines a, TraceLines b) {
    List<Integer> stepsA = a.steps();
    List<Integer> stepsB = b.steps();
    Map<String, Integer> names = new HashMap<>();
    int[] match = SequenceAligner.align(names(a, stepsA, names), names(b, stepsB, names));
    List<Section> sections = new ArrayList<>();
    int fromA = 0;
    int fromB = 0;
    for (int i = 0; i < match.length; i++) {
      if (match[i] >= 0) {
        int toA = stepsA.get(i);
        int toB = stepsB.get(match[i]);
        sections.add(new Section(fromA, toA, fromB, toB, true));
        fromA = toA + 1;
        fromB = toB + 1;
      }
    }
    sections.add(new Section(fromA, a.size(), fromB, b.size(), false));
    return sections;
  }

  private static int[] names(TraceLines lines, List<Integer> steps, Map<String, Integer> names) {
    int[] tokens = new int[steps.size()];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = names.computeIfAbsent(lines.step(steps.get(i)), name -> names.size());
    }
    return tokens;
  }
}
