package org.seamreplay.replay.boundary;

import java.util.List;
import java.util.Optional;
import org.seamreplay.ir.IrModule;
import org.seamreplay.vm.code.Program;
import org.seamreplay.vm.cover.Coverage;
import org.seamreplay.vm.cover.Landmarks;
import org.seamreplay.vm.decode.Linker;
import org.seamreplay.vm.depend.AskedProgram;

/**
 * Units of a tree, compiled and linked.
 *
 * @param units the units
 * @param asked all of them linked
 * @param layout where they have the registers of SEAMCALL and TDCALL
 * @param landmarks what of the program a run can cover
 * @param coverage what the run adds to that it is for
 */
public record CProgram(
    List<IrModule> units,
    AskedProgram asked,
    ArgumentLayout layout,
    Landmarks landmarks,
    Optional<Coverage> coverage) {
  /** Links units. */
  public static CProgram of(List<IrModule> units) {
    AskedProgram asked = AskedProgram.of(Linker.link(units));
    Landmarks landmarks = new Landmarks(asked.program());
    return new CProgram(units, asked, ArgumentLayout.of(units), landmarks, Optional.empty());
  }

  /**
   * The same, for one run: what that asks of the program is noted in it alone.
   *
   * @param measure what it executes is added to this
   */
  public CProgram forRun(Optional<Coverage> measure) {
    return new CProgram(units, asked.forRun(), layout, landmarks, measure);
  }

  /** The program, to be run. */
  public Program program() {
    return asked.program();
  }

  /** Whether a unit defines the function. */
  public boolean defines(String function) {
    return asked.defines(function);
  }

  /** Offset of a member in a struct of the program. */
  public long offset(String struct, String member) {
    IrModule.StructLayout found = asked.struct(struct);
    if (found != null) {
      for (IrModule.StructLayout.Member candidate : found.members()) {
        if (candidate.name().equals(member)) {
          return candidate.offset();
        }
      }
    }
    throw new BadInput("the tree's KVM has no struct " + struct + " with a member " + member);
  }
}
