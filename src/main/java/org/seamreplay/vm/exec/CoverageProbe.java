package org.seamreplay.vm.exec;

import java.util.Arrays;
import java.util.BitSet;
import org.seamreplay.vm.code.Op;
import org.seamreplay.vm.code.Program;
import org.seamreplay.vm.cover.Coverage;

/**
 * Notes what a run executes. Stops are where a place in the source begins and at every fork; a stop
 * is taken out once there is nothing new to learn from it, so that what is executed often soon
 * costs nothing.
 */
final class CoverageProbe implements Instrument {
  private final Coverage coverage;
  private final int[] original;
  private final int[] code;

  /** All stops but for the fork under way. */
  private final int[] step;

  /** Positions that were reached: most stops that stay are met again and again. */
  private final BitSet reached = new BitSet();

  CoverageProbe(Coverage coverage) {
    this.coverage = coverage;
    this.original = coverage.landmarks().program().code;
    this.code = coverage.landmarks().stops();
    this.step = new int[original.length];
  }

  @Override
  public int[] code() {
    return code;
  }

  @Override
  public void stopped(FiberState fiber, Loop loop) {
    int pc = fiber.pc;
    if (code[pc] != Op.STOP) {
      return;
    }
    reach(pc);
    if (!coverage.landmarks().isFork(pc)) {
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

  @Override
  public void executed(int pc, int next) {
    if (code[pc] != Op.STOP || pc < Program.FIRST) {
      return;
    }
    reach(pc);
    if (coverage.landmarks().isFork(pc)) {
      leave(pc, next);
    } else {
      code[pc] = original[pc];
    }
  }

  private void reach(int pc) {
    if (!reached.get(pc)) {
      reached.set(pc);
      coverage.reached(pc);
    }
  }

  private void leave(int pc, int next) {
    if (coverage.left(pc, next)) {
      code[pc] = original[pc];
    }
  }
}
