package org.seamreplay.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.seamreplay.vm.SourceFrame;

/**
 * A divergence for people: its own point on top, then both values, the place with the C line, and
 * one sentence of cause. Plain text of at most ten lines of 72 columns, so that it can stand in a
 * mail.
 */
public final class DivergenceLines {
  /** Columns of a line in a mail. */
  public static final int COLUMNS = 72;

  /** Lines of a divergence. */
  public static final int MOST_LINES = 10;

  private static final String INDENT = "  ";
  private static final int LABEL = 10;
  private static final int SHOWN_CALLERS = 3;

  private final Divergence divergence;
  private final List<String> lines = new ArrayList<>();

  private DivergenceLines(Divergence divergence) {
    this.divergence = divergence;
  }

  /**
   * The lines of a divergence.
   *
   * @param sources where the C line is looked up
   * @param around how many lines of source are shown before and after it
   */
  public static List<String> of(Divergence divergence, SourceText sources, int around) {
    DivergenceLines text = new DivergenceLines(divergence);
    text.write(sources, around);
    return List.copyOf(text.lines);
  }

  /** As a reader wants the C line: with the one before and the one after. */
  public static List<String> of(Divergence divergence, SourceText sources) {
    return of(divergence, sources, 1);
  }

  /**
   * The frame that a reader looks for: the innermost one that is no inline function of a header,
   * such as the stubs around SEAMCALL, nor a wrapper that repeats it.
   */
  public static Optional<SourceFrame> place(Divergence divergence) {
    List<SourceFrame> stack = divergence.stack();
    return stack.stream()
        .filter(frame -> !isWrapper(frame))
        .findFirst()
        .or(() -> stack.stream().findFirst());
  }

  /** Linux 7.3 repeats a SEAMCALL without entropy in sc_retry and sc_retry_prerr. */
  private static boolean isWrapper(SourceFrame frame) {
    return frame.file().endsWith(".h") || frame.function().startsWith("sc_retry");
  }

  private void write(SourceText sources, int around) {
    head();
    values();
    List<String> cause = wrapped("so", divergence.cause());
    Optional<SourceFrame> place = place(divergence);
    if (place.isPresent()) {
      String at = place.get().file() + ":" + place.get().line();
      String in = "in " + place.get().function();
      boolean fits = INDENT.length() + LABEL + at.length() + 1 + in.length() <= COLUMNS;
      lines.add(cut(label("at") + at + (fits ? " " + in : "")));
      if (!fits) {
        lines.add(cut(label("") + in));
      }
      int room = MOST_LINES - lines.size() - cause.size();
      source(place.get(), sources, Math.min(around, (room - 1) / 2));
      if (lines.size() + cause.size() < MOST_LINES) {
        callers(place.get());
      }
    }
    lines.addAll(cause);
  }

  private void head() {
    StringBuilder text = new StringBuilder(divergence.kind().id());
    text.append(INDENT).append(divergence.call());
    if (!divergence.what().isEmpty()) {
      text.append(INDENT).append(divergence.what());
    }
    if (divergence.calls() > 1) {
      text.append(INDENT).append("x ").append(divergence.calls());
    }
    lines.add(cut(text.toString()));
  }

  private void values() {
    String expected = divergence.expected();
    String got = divergence.got();
    String atExpected = at(divergence.expectedAt());
    String atGot = at(divergence.gotAt());
    int width = Math.max(atExpected.length(), atGot.length());
    int room = COLUMNS - INDENT.length() - LABEL - width;
    // What both have in common at the start is left out if the rest would not fit otherwise.
    int skip = 0;
    if (Math.max(expected.length(), got.length()) > room) {
      int common = common(expected, got);
      skip = common > room / 2 ? Math.max(0, common - room / 4) : 0;
    }
    lines.add(cut(label("expected") + pad(atExpected, width) + value(expected, skip)));
    lines.add(cut(label("got") + pad(atGot, width) + value(got, skip)));
  }

  private static String at(long call) {
    return call < 0 ? "" : "#" + call + INDENT;
  }

  private static String value(String text, int skip) {
    return text.isEmpty() ? "nothing" : skip == 0 ? text : "..." + text.substring(skip);
  }

  private static int common(String a, String b) {
    int shorter = Math.min(a.length(), b.length());
    int common = 0;
    while (common < shorter && a.charAt(common) == b.charAt(common)) {
      common++;
    }
    return common;
  }

  private void source(SourceFrame place, SourceText sources, int around) {
    if (around < 0 || sources.line(place.file(), place.line()).isEmpty()) {
      return;
    }
    for (int n = place.line() - around; n <= place.line() + around; n++) {
      Optional<String> text = sources.line(place.file(), n);
      if (n > 0 && text.isPresent()) {
        String mark = n == place.line() ? "> " : "  ";
        String number = String.format(Locale.ROOT, "%6d", n);
        lines.add(cut("  " + mark + number + "  " + printable(text.get().replace("\t", "  "))));
      }
    }
  }

  /** Who called, innermost first; of a long stack the end is left out. */
  private void callers(SourceFrame place) {
    List<SourceFrame> stack = divergence.stack();
    int from = stack.indexOf(place) + 1;
    int to = Math.min(stack.size(), from + SHOWN_CALLERS);
    if (from >= to) {
      return;
    }
    List<String> names = stack.subList(from, to).stream().map(SourceFrame::function).toList();
    String more = to < stack.size() ? " < ..." : "";
    lines.add(cut(label("from") + String.join(" < ", names) + more));
  }

  private static String label(String label) {
    return INDENT + pad(label, LABEL);
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  /** At most two lines of text. */
  private static List<String> wrapped(String label, String text) {
    int room = COLUMNS - INDENT.length() - LABEL;
    String plain = printable(text);
    int end = plain.length() <= room ? -1 : plain.lastIndexOf(' ', room);
    if (end <= 0) {
      return List.of(cut(label(label) + plain));
    }
    return List.of(
        label(label) + plain.substring(0, end), cut(label("") + plain.substring(end + 1)));
  }

  private static String cut(String text) {
    String plain = printable(text).stripTrailing();
    return plain.length() <= COLUMNS ? plain : plain.substring(0, COLUMNS - 3) + "...";
  }

  /** Traces and sources are untrusted: no control character reaches a terminal. */
  private static String printable(String text) {
    StringBuilder plain = null;
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        plain = plain == null ? new StringBuilder(text) : plain;
        plain.setCharAt(i, '?');
      }
    }
    return plain == null ? text : plain.toString();
  }
}
