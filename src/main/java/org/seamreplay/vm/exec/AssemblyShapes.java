package org.seamreplay.vm.exec;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.seamreplay.vm.Assembly;

/** Finds the model of inline assembly by the shape of its text. */
public final class AssemblyShapes {
  /** A shape and what it does. */
  public record Shape(Pattern pattern, Assembly body) {}

  /** Order of memory accesses and hints to the processor: nothing to do in a deterministic VM. */
  private static final List<Shape> NO_EFFECT =
      List.of(
          new Shape(Pattern.compile("[mls]fence"), call -> {}),
          new Shape(Pattern.compile("pause|rep; ?nop|nop"), call -> {}),
          new Shape(
              Pattern.compile("lock; (addl|addq|orl) \\$\\$0x?0*, ?-?\\d*\\(%[er]sp\\)"),
              call -> {}));

  private static final Pattern COMMENT = Pattern.compile("#[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern BREAK = Pattern.compile("\\s*[;\n]\\s*");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private AssemblyShapes() {}

  /** The text without comments, white space squeezed, statements joined with "; ". */
  public static String normalise(String text) {
    String plain = COMMENT.matcher(text).replaceAll("\n").strip();
    String joined = BREAK.matcher(plain).replaceAll("; ");
    String squeezed = SPACE.matcher(joined).replaceAll(" ");
    return squeezed.replaceAll("(; )+$|;$", "").replaceAll("(; )+", "; ");
  }

  /** The shape of a normalised text, {@code null} if nobody knows it. */
  static Shape find(String text, List<Shape> registered) {
    for (Shape shape : registered) {
      if (shape.pattern().matcher(text).matches()) {
        return shape;
      }
    }
    String lower = text.toLowerCase(Locale.ROOT);
    for (Shape shape : NO_EFFECT) {
      if (shape.pattern().matcher(lower).matches()) {
        return shape;
      }
    }
    return null;
  }
}
