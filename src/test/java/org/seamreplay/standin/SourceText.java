package org.seamreplay.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.seamreplay.standin.Edit.Definition;
import org.seamreplay.standin.Edit.Span;

/**
 * The lines of a C file, and what is where in them. It knows as much of C as the kernel's coding
 * style makes visible: what is defined begins at the left margin and ends with a brace there.
 */
final class SourceText {
  /** Lines from one, up to but without another. */
  record Region(int from, int to) {}

  /** Something is not there, or not once; the message does not name the file. */
  static final class NoPlace extends Exception {
    private static final long serialVersionUID = 1L;

    private NoPlace(String message) {
      super(message);
    }
  }

  /** The longest head of a function, in lines: the kernel's are shorter. */
  private static final int HEAD = 12;

  private static final Pattern WORDS = Pattern.compile("\\s+");

  private final List<String> lines;

  SourceText(String text) {
    lines = new ArrayList<>(List.of(text.split("\n", -1)));
  }

  String text() {
    return String.join("\n", lines);
  }

  Region whole() {
    return new Region(0, lines.size());
  }

  /** A definition from its first line to its closing brace. */
  Region body(Definition definition) throws NoPlace {
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (begins(definition, i)) {
        starts.add(i);
      }
    }
    int from = only(starts, definition.toString());
    int to = from + 1;
    while (to < lines.size() && !lines.get(to).startsWith("}")) {
      to++;
    }
    if (to == lines.size()) {
      throw new NoPlace(definition + " has no closing brace at the margin");
    }
    return new Region(from, to + 1);
  }

  /** A definition with the comment above it and what is said of it right below, as its export. */
  Region definition(Definition definition) throws NoPlace {
    Region body = body(definition);
    int from = body.from();
    if (from > 0 && lines.get(from - 1).strip().endsWith("*/")) {
      do {
        from--;
      } while (from > 0 && !lines.get(from).startsWith("/*"));
    }
    Pattern name = words(definition.name());
    int to = body.to();
    while (to < lines.size()
        && !lines.get(to).isEmpty()
        && name.matcher(lines.get(to)).find()
        && !Character.isWhitespace(lines.get(to).charAt(0))) {
      to++;
    }
    return new Region(from, to);
  }

  /** The lines of a span, whose first line is the only one of a region. */
  Region span(Region within, Span span) throws NoPlace {
    Predicate<String> first = words(span.first()).asPredicate();
    List<Integer> found = new ArrayList<>();
    for (int i = within.from(); i < within.to(); i++) {
      if (first.test(lines.get(i))) {
        found.add(i);
      }
    }
    int from = only(found, "line with `" + span.first() + "`");
    if (span.last().isEmpty()) {
      return new Region(from, from + 1);
    }
    Predicate<String> last = words(span.last().get()).asPredicate();
    for (int i = from; i < within.to(); i++) {
      if (last.test(lines.get(i))) {
        return new Region(from, i + 1);
      }
    }
    throw new NoPlace(
        "no line with `"
            + span.last().get()
            + "` after line "
            + (from + 1)
            + " with the first text");
  }

  List<String> lines(Region region) {
    return List.copyOf(lines.subList(region.from(), region.to()));
  }

  /** Puts lines in place of a region; where nothing is put, no second empty line is left. */
  void replace(Region region, List<String> by) {
    lines.subList(region.from(), region.to()).clear();
    lines.addAll(region.from(), by);
    int at = region.from();
    if (by.isEmpty() && isEmpty(at - 1) && isEmpty(at)) {
      lines.remove(at);
    }
  }

  /** Writes one word for another; says how often. */
  int rename(Region within, String from, String to) {
    Pattern word = words(from);
    int count = 0;
    for (int i = within.from(); i < within.to(); i++) {
      Matcher matcher = word.matcher(lines.get(i));
      count += (int) matcher.results().count();
      lines.set(i, matcher.replaceAll(Matcher.quoteReplacement(to)));
    }
    return count;
  }

  private boolean isEmpty(int line) {
    return line >= 0 && line < lines.size() && lines.get(line).isEmpty();
  }

  private boolean begins(Definition definition, int line) {
    String text = lines.get(line);
    return switch (definition.kind()) {
      case STRUCT -> text.matches("struct " + Pattern.quote(definition.name()) + " \\{");
      case FUNCTION -> isHead(definition.name(), line);
    };
  }

  /** A head is followed by a brace at the margin, a declaration by a semicolon. */
  private boolean isHead(String name, int line) {
    String text = lines.get(line);
    if (!text.matches("[A-Za-z_].*")
        || text.endsWith(";")
        || !words(name + "(").matcher(text).find()) {
      return false;
    }
    for (int i = line + 1; i < Math.min(lines.size(), line + HEAD); i++) {
      String next = lines.get(i);
      if (next.equals("{")) {
        return true;
      }
      if (next.isEmpty() || next.endsWith(";") || !Character.isWhitespace(next.charAt(0))) {
        return false;
      }
    }
    return false;
  }

  private static int only(List<Integer> found, String what) throws NoPlace {
    if (found.isEmpty()) {
      throw new NoPlace("no " + what);
    }
    if (found.size() > 1) {
      List<String> numbers = found.stream().map(line -> Integer.toString(line + 1)).toList();
      throw new NoPlace(
          "more than one " + what + ": lines " + String.join(", ", numbers) + "; say more of it");
    }
    return found.get(0);
  }

  /** Finds a text as whole words, however its blanks are written. */
  private static Pattern words(String text) {
    StringBuilder pattern = new StringBuilder();
    if (isWord(text.charAt(0))) {
      pattern.append("(?<![A-Za-z0-9_])");
    }
    pattern.append(
        WORDS.splitAsStream(text.strip()).map(Pattern::quote).collect(Collectors.joining("\\s+")));
    if (isWord(text.charAt(text.length() - 1))) {
      pattern.append("(?![A-Za-z0-9_])");
    }
    return Pattern.compile(pattern.toString());
  }

  private static boolean isWord(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }
}
