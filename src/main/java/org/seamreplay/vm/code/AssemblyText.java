package org.seamreplay.vm.code;

import java.util.regex.Pattern;

/** The text of inline assembly in the form that shapes are written for. */
public final class AssemblyText {
  private static final Pattern COMMENT = Pattern.compile("#[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern BREAK = Pattern.compile("\\s*[;\n]\\s*");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private AssemblyText() {}

  /** The text without comments, white space squeezed, statements joined with "; ". */
  public static String normalise(String text) {
    String plain = COMMENT.matcher(text).replaceAll("\n").strip();
    String joined = BREAK.matcher(plain).replaceAll("; ");
    String squeezed = SPACE.matcher(joined).replaceAll(" ");
    return squeezed.replaceAll("(; )+$|;$", "").replaceAll("(; )+", "; ");
  }
}
