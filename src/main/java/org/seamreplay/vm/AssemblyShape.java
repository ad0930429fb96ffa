package org.seamreplay.vm;

import java.util.regex.Pattern;

/**
 * A shape of inline assembly and what it does.
 *
 * @param text matches the whole text: without comments, labels that nobody jumps to and tables in
 *     other sections, white space squeezed, statements joined with {@code "; "}, operands as {@code
 *     $0}, a dollar sign as {@code $$}
 * @param constraints matches LLVM's constraint string without its clobbers
 */
public record AssemblyShape(Pattern text, Pattern constraints, Assembly body) {
  private static final Pattern ANY = Pattern.compile(".*");
  private static final Pattern CLOBBERS = Pattern.compile(",?~\\{[^}]*\\}");

  /** A shape that is told by its text alone. */
  public AssemblyShape(Pattern text, Assembly body) {
    this(text, ANY, body);
  }

  /** Whether it is this one. */
  public boolean matches(String asText, String withConstraints) {
    return text.matcher(asText).matches()
        && (constraints == ANY
            || constraints.matcher(CLOBBERS.matcher(withConstraints).replaceAll("")).matches());
  }
}
