package org.seamreplay.vm.exec;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.seamreplay.vm.AssemblyShape;

/** Finds the model of inline assembly by the shape of its text. */
final class AssemblyShapes {
  /** Order of memory accesses and hints to the processor: nothing to do in a deterministic VM. */
  private static final List<AssemblyShape> NO_EFFECT =
      List.of(
          new AssemblyShape(Pattern.compile("[mls]fence"), call -> {}),
          new AssemblyShape(Pattern.compile("pause|rep; ?nop|nop"), call -> {}),
          new AssemblyShape(
              Pattern.compile("lock; (addl|addq|orl) \\$\\$0x?0*, ?-?\\d*\\(%[er]sp\\)"),
              call -> {}));

  private AssemblyShapes() {}

  /** The shape of a normalised text, {@code null} if nobody knows it. */
  static AssemblyShape find(String text, List<AssemblyShape> registered) {
    for (AssemblyShape shape : registered) {
      if (shape.pattern().matcher(text).matches()) {
        return shape;
      }
    }
    String lower = text.toLowerCase(Locale.ROOT);
    for (AssemblyShape shape : NO_EFFECT) {
      if (shape.pattern().matcher(lower).matches()) {
        return shape;
      }
    }
    return null;
  }
}
