package org.seamreplay.vm.exec;

import java.util.Arrays;
import java.util.BitSet;
import org.seamreplay.vm.code.Op;
import org.seamreplay.vm.code.Program;
import org.seamreplay.vm.cover.Coverage;

/**
 * Watches one run for {@link Coverage}. The loop executes an array of code that holds {@link
 * Op#STOP} where a place in the source begins and at every fork; a stop is taken out once there is
 * nothing new to learn from it, so that what is executed often soon costs nothing.
 */
final class CoverageProbe {
  private final Coverage coverage;
  private final int[] original;

  /** What the loop executes. */
  final int[] code;

  /** All stops but for the fork under way. */
  private final int[] step;

  private final BitSet reached = new BitSet();
  private final BitSet left = new BitSet();

  CoverageProbe(Coverage coverage) {
    this.coverage = coverage;
    this.original = coverage.program().code;
    this.code = coverage.stops();
    this.step = new int[original.length];
  }

  /** The loop has left; perhaps because of a stop, which is dealt with. */
  void stopped(FiberState fiber, Loop loop) {
    int pc = fiber.pc;
    if (code[pc] != Op.STOP) {
      return;
    }
    reach(pc);
    if (coverage.ways(pc) == 0) {
      code[pc] = original[pc];
      return;
    }
    int length = Op.length(original, pc);
    System.arraycopy(original, pc, step, pc, length);
    try {
      loop.run(fiber, step);
    } finally {
      Arrays.fill(step, pc, pc + length, Op.STOP);
    }
    leave(pc, fiber.pc);
  }

  /** An instruction was executed by somebody else than the loop; control is at {@code next} now. */
  void executed(int pc, int next) {
    if (code[pc] == Op.STOP && pc >= Program.FIRST) {
      reach(pc);
      if (coverage.ways(pc) > 0) {
        leave(pc, next);
      } else {
        code[pc] = original[pc];
      }
    }
  }

  private void reach(int pc) {
    if (!reached.get(pc)) {
      reached.set(pc);
      coverage.reached(pc);
    }
  }

  private void leave(int pc, int next) {
    int edge = coverage.edge(pc, next);
    if (edge < 0 || left.get(edge)) {
      return;
    }
    left.set(edge);
    coverage.left(edge);
    if (coverage.allLeft(pc, left)) {
      code[pc] = original[pc];
    }
  }
}
