package org.seamreplay.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the compiler says about a place.
 *
 * @param path in the tree, {@code shim/...} for our own headers, empty if it concerns no file
 * @param line from 1, or 0
 * @param column from 1, or 0
 * @param severity the compiler's word
 * @param message one line
 */
public record Diagnostic(String path, int line, int column, Severity severity, String message) {
  /** The compiler's words, worst last. */
  public enum Severity {
    NOTE,
    WARNING,
    ERROR,
    FATAL
  }

  private static final Pattern LINE =
      Pattern.compile(
          "(?:(.+?):(\\d{1,9}):(?:(\\d{1,9}):)? )?(note|warning|error|fatal error): (.*)");

  /** A message quotes the source, which may try to command the reader's terminal. */
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  /** Whether nothing was compiled because of this. */
  public boolean isError() {
    return severity == Severity.ERROR || severity == Severity.FATAL;
  }

  /** As compilers print it: {@code path:line:column: error: text}. */
  @Override
  public String toString() {
    String word =
        switch (severity) {
          case NOTE -> "note";
          case WARNING -> "warning";
          case ERROR -> "error";
          case FATAL -> "fatal error";
        };
    return (path.isEmpty() ? "" : path + ":" + line + ":" + column + ": ") + word + ": " + message;
  }

  /**
   * Reads clang's output, paths and all as the compiler sees them; lines that are no diagnostics
   * ("In file included from") are left out.
   */
  static List<Diagnostic> parse(String output) {
    List<Diagnostic> all = new ArrayList<>();
    for (String line : output.lines().toList()) {
      Matcher m = LINE.matcher(CONTROL.matcher(line).replaceAll("?"));
      if (m.matches()) {
        all.add(
            new Diagnostic(
                m.group(1) == null ? "" : m.group(1),
                number(m.group(2)),
                number(m.group(3)),
                severity(m.group(4)),
                m.group(5)));
      }
    }
    return List.copyOf(all);
  }

  /** The same with the paths of reports instead of the compiler's view. */
  Diagnostic shown(Roots roots) {
    return new Diagnostic(roots.shown(path), line, column, severity, roots.shownWithin(message));
  }

  private static int number(String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static Severity severity(String word) {
    return switch (word) {
      case "note" -> Severity.NOTE;
      case "warning" -> Severity.WARNING;
      case "error" -> Severity.ERROR;
      default -> Severity.FATAL;
    };
  }
}
