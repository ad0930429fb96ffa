package org.seamreplay.replay.boundary;

import java.util.List;
import org.seamreplay.ir.IrModule;
import org.seamreplay.vm.code.Program;
import org.seamreplay.vm.cover.Coverage;

/**
 * Units of a tree, compiled and linked.
 *
 * @param units the units
 * @param program all of them linked
 * @param layout where they have the registers of SEAMCALL and TDCALL
 */
public record CProgram(List<IrModule> units, Program program, ArgumentLayout layout) {
  /** Links units. */
  public static CProgram of(List<IrModule> units) {
    return new CProgram(units, Program.link(units), ArgumentLayout.of(units));
  }

  /** The same, but that every run adds to this. */
  public CProgram covered(Coverage coverage) {
    return new CProgram(units, program.covered(coverage), layout);
  }

  /** The same, for one run. */
  public CProgram forRun() {
    return new CProgram(units, program.forRun(), layout);
  }

  /** Offset of a member in a struct of the program. */
  public long offset(String struct, String member) {
    IrModule.StructLayout layout = program.struct(struct);
    if (layout != null) {
      for (IrModule.StructLayout.Member candidate : layout.members()) {
        if (candidate.name().equals(member)) {
          return candidate.offset();
        }
      }
    }
    throw new BadInput("the tree's KVM has no struct " + struct + " with a member " + member);
  }
}
