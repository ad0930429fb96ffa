package org.seamreplay.vm.code;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of inline assembly in the form that shapes are written for. */
public final class AssemblyText {
  private static final Pattern COMMENT = Pattern.compile("#[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern BREAK = Pattern.compile("\\s*[;\n]\\s*");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  /** Tables beside the code: exceptions, alternatives, bugs, lock prefixes. They do not nest. */
  private static final Pattern SECTION = Pattern.compile("\\.pushsection\\b[^;]*;.*?\\.popsection");

  private static final Pattern LABEL = Pattern.compile("(?<=^|; )([0-9]+):(; | |$)");
  private static final Pattern REFERENCE = Pattern.compile("\\b([0-9]+)[bf]\\b");

  private AssemblyText() {}

  /**
   * The text without comments and without what it puts into other sections, white space squeezed,
   * statements joined with "; ", labels that are still jumped to numbered from 1 and the others
   * gone, and a lock prefix as a word of its statement.
   */
  public static String normalise(String text) {
    String plain = COMMENT.matcher(text).replaceAll("\n").strip();
    String joined = BREAK.matcher(plain).replaceAll("; ");
    String squeezed = SPACE.matcher(joined).replaceAll(" ");
    String code = SECTION.matcher(squeezed).replaceAll("");
    return separators(labels(separators(code))).replaceAll("\\block; ", "lock ");
  }

  private static String separators(String text) {
    return text.replaceAll("(; ?)+", "; ").replaceAll("^; | ?;? ?$", "");
  }

  private static String labels(String text) {
    Map<String, Integer> numbers = new HashMap<>();
    REFERENCE
        .matcher(text)
        .results()
        .forEach(m -> numbers.putIfAbsent(m.group(1), numbers.size() + 1));
    String defined =
        LABEL
            .matcher(text)
            .replaceAll(m -> numbers.containsKey(m.group(1)) ? numbers.get(m.group(1)) + ": " : "");
    return REFERENCE
        .matcher(defined)
        .replaceAll(m -> Matcher.quoteReplacement(renumbered(m.group(), numbers.get(m.group(1)))));
  }

  private static String renumbered(String reference, int number) {
    return number + reference.substring(reference.length() - 1);
  }
}
