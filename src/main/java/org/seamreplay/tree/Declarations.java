package org.seamreplay.tree;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that C text declares for whoever includes it, without compiling it: what stands outside
 * of braces and parentheses, enumerators, macros. Rather too many names than too few, but none that
 * is only local to a function.
 */
final class Declarations {
  private static final Pattern COMMENT =
      Pattern.compile("/\\*.*?\\*/|//[^\\n]*|\"(?:[^\"\\\\\\n]++|\\\\.)*+\"", Pattern.DOTALL);

  private static final Pattern MACRO =
      Pattern.compile("(?m)^[ \\t]*#[ \\t]*define[ \\t]+([A-Za-z_]\\w*)");

  private static final Pattern DIRECTIVE = Pattern.compile("(?m)^[ \\t]*#(?:\\\\\\n|[^\\n])*");
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z_]\\w*|[{}();]");

  private Declarations() {}

  /** All names. */
  static Set<String> in(String source) {
    String text = COMMENT.matcher(source).replaceAll(" ");
    Set<String> names = new HashSet<>();
    Matcher macro = MACRO.matcher(text);
    while (macro.find()) {
      names.add(macro.group(1));
    }
    Matcher token = TOKEN.matcher(DIRECTIVE.matcher(text).replaceAll(" "));
    int braces = 0;
    int parentheses = 0;
    boolean enumeration = false;
    while (token.find()) {
      switch (token.group()) {
        case "{" -> braces++;
        case "}" -> {
          braces = Math.max(0, braces - 1);
          enumeration &= braces > 0;
        }
        case "(" -> parentheses++;
        case ")" -> parentheses = Math.max(0, parentheses - 1);
        case ";" -> enumeration &= braces > 0;
        case "enum" -> enumeration |= braces == 0 && parentheses == 0;
        default -> {
          if (parentheses == 0 && (braces == 0 || (enumeration && braces == 1))) {
            names.add(token.group());
          }
        }
      }
    }
    return names;
  }

  /** What stands between a brace and the one that closes it. */
  static String body(String text, int start) {
    int depth = 1;
    int at = start;
    while (at < text.length() && depth > 0) {
      char c = text.charAt(at++);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
    }
    return COMMENT.matcher(text.substring(start, at)).replaceAll(" ");
  }
}
