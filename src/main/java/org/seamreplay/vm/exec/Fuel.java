package org.seamreplay.vm.exec;

import org.seamreplay.vm.Budget;
import org.seamreplay.vm.MemoryFault;
import org.seamreplay.vm.math.Defects;

/** Instructions that a run may still execute. */
final class Fuel {
  private final long all;
  private final Defects defects;

  /** {@link Loop} has it in a local while it runs, and writes it back before it leaves. */
  long left;

  Fuel(Budget budget, Defects defects) {
    this.all = budget.instructions();
    this.left = all;
    this.defects = defects;
  }

  /** Counts instructions. */
  void spend(int count) {
    left -= count;
    if (left < 0) {
      exhausted();
    }
  }

  void exhausted() {
    defects.report(MemoryFault.BUDGET, "did not finish within " + all + " instructions");
  }

  long spent() {
    return all - left;
  }
}
