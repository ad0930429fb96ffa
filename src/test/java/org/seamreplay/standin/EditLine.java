package org.seamreplay.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seamreplay.standin.Edit.Action;
import org.seamreplay.standin.Edit.Definition;
import org.seamreplay.standin.Edit.Insert;
import org.seamreplay.standin.Edit.Line;
import org.seamreplay.standin.Edit.Rename;
import org.seamreplay.standin.Edit.Replace;
import org.seamreplay.standin.Edit.Span;
import org.seamreplay.standin.Edit.Target;

/** Reads the line that says what an edit does, without the lines that it puts in. */
final class EditLine {
  private static final Pattern WORD = Pattern.compile("`([^`]+)`|([^\\s`]+)");
  private static final String TARGET = "'function NAME', 'struct NAME', or a text in backquotes";

  private record Word(String text, boolean quoted) {
    boolean is(String plain) {
      return !quoted && text.equals(plain);
    }
  }

  private final String where;
  private final List<Word> words = new ArrayList<>();
  private int next;

  private EditLine(String where, String line) {
    this.where = where;
    Matcher matcher = WORD.matcher(line);
    while (matcher.find()) {
      boolean quoted = matcher.group(1) != null;
      words.add(new Word(quoted ? matcher.group(1) : matcher.group(2), quoted));
    }
    if (line.chars().filter(c -> c == '`').count() % 2 != 0) {
      throw new BadEdits(where, "a backquote without a second one");
    }
  }

  /** Reads one line, to which {@code lines} belong. */
  static Edit read(String where, String line, String path, List<Line> lines) {
    EditLine reader = new EditLine(where, line);
    Edit edit = reader.edit(path, List.copyOf(lines));
    if (reader.next < reader.words.size()) {
      throw new BadEdits(where, "nothing can follow before '" + reader.take().text() + "'");
    }
    return edit;
  }

  private Edit edit(String path, List<Line> lines) {
    Optional<Definition> within = Optional.empty();
    if (peek("in")) {
      take();
      within = Optional.of(definition(":"));
    }
    return new Edit(where, path, within, action(lines));
  }

  private Action action(List<Line> lines) {
    String verb = take().text();
    return switch (verb) {
      case "before", "after" -> new Insert(verb.equals("after"), target(), some(verb, lines));
      case "replace" -> new Replace(target(), Optional.empty(), some(verb, lines));
      case "delete" -> new Replace(target(), Optional.empty(), none(verb, lines));
      case "take" -> {
        Target target = target();
        expect("as");
        yield new Replace(target, Optional.of(name("")), lines);
      }
      case "rename" -> {
        String from = name("");
        expect("to");
        none(verb, lines);
        yield new Rename(from, name(""));
      }
      default ->
          throw new BadEdits(
              where,
              "'" + verb + "' is none of before, after, replace, delete, take, rename, file, in");
    };
  }

  private List<Line> some(String verb, List<Line> lines) {
    if (lines.isEmpty()) {
      throw new BadEdits(where, "'" + verb + "' needs lines that begin with '+' or '='");
    }
    return lines;
  }

  private List<Line> none(String verb, List<Line> lines) {
    if (!lines.isEmpty()) {
      throw new BadEdits(where, "'" + verb + "' takes no lines");
    }
    return lines;
  }

  private Target target() {
    if (peek("function") || peek("struct")) {
      return definition("");
    }
    String first = quoted();
    if (!peek("..")) {
      return new Span(first, Optional.empty());
    }
    take();
    return new Span(first, Optional.of(quoted()));
  }

  private Definition definition(String end) {
    Definition.Kind kind;
    if (peek("function")) {
      kind = Definition.Kind.FUNCTION;
    } else if (peek("struct")) {
      kind = Definition.Kind.STRUCT;
    } else {
      throw new BadEdits(where, "expected 'function NAME' or 'struct NAME'");
    }
    take();
    return new Definition(kind, name(end));
  }

  private String name(String end) {
    Word word = take();
    String text = word.text();
    if (word.quoted()
        || !text.endsWith(end)
        || !text.substring(0, text.length() - end.length()).matches("[A-Za-z_][A-Za-z0-9_-]*")) {
      throw new BadEdits(
          where, "'" + text + "' is no name" + (end.isEmpty() ? "" : " with a colon"));
    }
    return text.substring(0, text.length() - end.length());
  }

  private String quoted() {
    Word word = take();
    if (!word.quoted()) {
      throw new BadEdits(where, "expected " + TARGET + ", found '" + word.text() + "'");
    }
    return word.text();
  }

  private void expect(String plain) {
    Word word = take();
    if (!word.is(plain)) {
      throw new BadEdits(where, "expected '" + plain + "', found '" + word.text() + "'");
    }
  }

  private boolean peek(String plain) {
    return next < words.size() && words.get(next).is(plain);
  }

  private Word take() {
    if (next == words.size()) {
      throw new BadEdits(where, "the line ends too early");
    }
    return words.get(next++);
  }
}
