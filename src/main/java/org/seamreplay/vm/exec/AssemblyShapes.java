package org.seamreplay.vm.exec;

import java.util.List;
import java.util.regex.Pattern;
import org.seamreplay.vm.AssemblyShape;
import org.seamreplay.vm.code.AsmCode;

/** Finds the model of inline assembly by its shape. */
final class AssemblyShapes {
  /** What is the same in every program: order of accesses, hints, and plain computation. */
  private static final List<AssemblyShape> OWN =
      List.of(
          new AssemblyShape(Pattern.compile("(?i)[mls]fence"), call -> {}),
          new AssemblyShape(Pattern.compile("(?i)pause|rep; ?nop|nop"), call -> {}),
          new AssemblyShape(
              Pattern.compile("(?i)lock (addl|addq|orl) \\$\\$0x?0*, ?-?\\d*\\(%[er]sp\\)"),
              call -> {}),
          ComputingInstruction.SHAPE);

  private AssemblyShapes() {}

  /** The shape of a place, {@code null} if nobody knows it. */
  static AssemblyShape find(AsmCode asm, List<AssemblyShape> registered) {
    for (List<AssemblyShape> shapes : List.of(registered, OWN)) {
      for (AssemblyShape shape : shapes) {
        if (shape.matches(asm.text(), asm.constraints())) {
          return shape;
        }
      }
    }
    return null;
  }
}
