package org.seamreplay.vm.code;

import java.util.ArrayList;
import java.util.List;

/**
 * A place with inline assembly.
 *
 * @param text normalised, see {@link AssemblyText#normalise}
 * @param resultBits width of every result slot
 * @param targets code positions of the fall through and of the labels, for {@code asm goto}; filled
 *     in when the function is complete
 * @param instructions IR instructions it completes if it is {@code asm goto}
 */
public record AsmCode(
    String text, String constraints, int[] resultBits, int[] targets, int instructions) {

  /** For every result the number of the input that shares its register, -1 if none does. */
  public int[] ties() {
    List<Integer> ties = new ArrayList<>();
    int input = 0;
    for (String constraint : constraints.split(",", -1)) {
      if (constraint.startsWith("~") || constraint.startsWith("!")) {
        continue;
      }
      if (constraint.startsWith("=") && !constraint.startsWith("=*")) {
        ties.add(-1);
        continue;
      }
      if (constraint.matches("[0-9]+")) {
        int output = Integer.parseInt(constraint);
        if (output < ties.size()) {
          ties.set(output, input);
        }
      }
      input++;
    }
    return ties.stream().mapToInt(Integer::intValue).toArray();
  }
}
