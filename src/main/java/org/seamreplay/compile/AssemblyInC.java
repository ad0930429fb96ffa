package org.seamreplay.compile;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Assembly in C that has been preprocessed, found by its text. No macro and no backslash is left
 * there that could hide a keyword.
 */
final class AssemblyInC {
  private static final String KEYWORD = "(?<!\\w)(?:__asm__|__asm|_asm|asm)(?!\\w)";

  /**
   * What follows the keyword where assembly is a string, which the compiler need not understand.
   */
  private static final String AS_A_STRING =
      "\\s*+(?:\\(|(?:(?:__)?volatile(?:__)?|(?:__)?inline(?:__)?|goto)(?!\\w))";

  private static final Pattern BLOCK = Pattern.compile(KEYWORD + "(?!" + AS_A_STRING + ")");

  /** A line marker, a string or character, a bracket, the keyword: all that nesting hangs on. */
  private static final Pattern STRUCTURE =
      Pattern.compile(
          "(?m)^# (\\d{1,9}) \"((?:[^\"\\\\\\n]|\\\\.)*+)\".*$"
              + "|\"(?:[^\"\\\\\\n]|\\\\.)*+\"|'(?:[^'\\\\\\n]|\\\\.)*+'|[{}();\\n]|"
              + KEYWORD);

  private AssemblyInC() {}

  /**
   * Whether there may be a block of assembly as Microsoft's compilers have it, {@code __asm { ...
   * }}, which the compiler hands to its assembler at once. A string that looks like one counts as
   * well.
   */
  static boolean mayHaveBlock(String preprocessed) {
    return BLOCK.matcher(preprocessed).find();
  }

  /** Where the first assembly outside of functions is: {@code path:line}. */
  static Optional<String> atFileScope(String preprocessed) {
    Matcher m = STRUCTURE.matcher(preprocessed);
    String file = "";
    int line = 1;
    int depth = 0;
    boolean statement = true;
    int end = 0;
    while (m.find()) {
      statement &= preprocessed.substring(end, m.start()).isBlank();
      end = m.end();
      if (m.group(1) != null) {
        file = m.group(2);
        // The next line is the one that is named.
        line = Integer.parseInt(m.group(1)) - 1;
        continue;
      }
      switch (preprocessed.charAt(m.start())) {
        case '\n' -> line++;
        case ';' -> statement = depth == 0;
        case '{', '(' -> {
          depth++;
          statement = false;
        }
        case '}', ')' -> {
          depth--;
          statement = depth == 0 && preprocessed.charAt(m.start()) == '}';
        }
        case '"', '\'' -> statement = false;
        default -> {
          if (statement && depth == 0) {
            return Optional.of(file + ":" + line);
          }
          statement = false;
        }
      }
    }
    return Optional.empty();
  }
}
