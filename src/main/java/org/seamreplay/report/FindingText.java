package org.seamreplay.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.seamreplay.replay.judge.JudgedFinding;
import org.seamreplay.replay.series.SeriesOutcome;
import org.seamreplay.replay.series.StepOutcome;
import org.seamreplay.text.Plural;
import org.seamreplay.vm.SourceFrame;

/**
 * A finding in at most ten lines of at most 72 columns, to be quoted in a mail: the patch, what
 * happened, where it was run, expected and got, the line of C, what follows, what to do.
 */
final class FindingText {
  static final int WIDTH = 72;
  private static final int MAX_LINES = 10;
  private static final int MAX_PARTS = 3;

  /** What is needed at least so much is not dropped for the longer form of a value. */
  private static final int NEEDED = 6;

  private static final Pattern DIRECTORIES =
      Pattern.compile("\\b(?:[A-Za-z0-9_.+-]{1,80}/){2,20}(?=[A-Za-z0-9_.+-]+\\.[chS]\\b)");

  private static final int MAX_COMMAND = 400;
  private static final int LABEL = 8;
  private static final int MAX_LABEL = 20;
  private static final int MAX_TEXT = 1000;
  private static final String INDENT = "  ";
  private static final int FRAMES = 3;

  private final ReportedFinding finding;
  private final IntFunction<String> labels;

  /**
   * A finding to be written.
   *
   * @param labels of patches by number
   */
  FindingText(ReportedFinding finding, IntFunction<String> labels) {
    this.finding = finding;
    this.labels = labels;
  }

  /** Labels of the patches of a series. */
  static IntFunction<String> labels(SeriesOutcome outcome) {
    return number ->
        outcome.steps().stream()
            .filter(step -> step.number() == number)
            .map(StepOutcome::label)
            .findFirst()
            .orElse(Integer.toString(number));
  }

  /** A line and how much it is needed: a lower number goes first when there are too many. */
  private record Line(int need, String text) {}

  /** The lines. */
  List<String> lines() {
    // Values may take the room of what is needed less, other details only what is left.
    int values = MAX_PARTS;
    while (values > 1
        && lines(values, 1).stream().filter(line -> line.need() >= NEEDED).count() > MAX_LINES) {
      values--;
    }
    int others = MAX_PARTS;
    while (others > 1 && lines(values, others).size() > MAX_LINES) {
      others--;
    }
    List<Line> lines = lines(values, others);
    while (lines.size() > MAX_LINES) {
      lines.remove(leastNeeded(lines));
    }
    return lines.stream().map(Line::text).toList();
  }

  /** All lines, values and other details broken into so many at most. */
  private List<Line> lines(int values, int others) {
    List<Line> lines = new ArrayList<>();
    head(lines);
    in(lines);
    for (JudgedFinding.Detail detail : finding.details()) {
      boolean value = detail.label().equals("expected") || detail.label().equals("got");
      if (Printable.of(detail.text()).length() <= WIDTH - LABEL - 4) {
        lines.add(new Line(value ? 8 : 3, labelled(detail.label(), detail.text())));
      } else if (value) {
        wrapped(lines, 8, detail.label(), detail.text(), values);
      } else if (others == 1) {
        lines.add(new Line(3, labelled(detail.label(), shortened(detail.text()))));
      } else {
        wrapped(lines, 3, detail.label(), detail.text(), others);
      }
    }
    finding.place().ifPresent(place -> at(lines, place));
    if (finding.place().isEmpty() || !hasCode()) {
      from(lines);
    }
    if (!finding.cause().isEmpty()) {
      wrapped(lines, 8, "so", finding.cause(), 2);
    }
    next(lines);
    return lines;
  }

  /** A text that does not fit without the directories of its files; the line matters more. */
  private static String shortened(String text) {
    return text.length() <= WIDTH - LABEL - 4
        ? text
        : DIRECTORIES.matcher(Printable.cut(text, MAX_COMMAND)).replaceAll(".../");
  }

  /** The last of those that are needed least. */
  private static int leastNeeded(List<Line> lines) {
    int least = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).need() <= lines.get(least).need()) {
        least = i;
      }
    }
    return least;
  }

  private boolean hasCode() {
    return finding.place().map(place -> !place.code().isEmpty()).orElse(false);
  }

  private void head(List<Line> lines) {
    String kind =
        switch (finding.sort()) {
          case NOT_BUILT, NOT_MODELLED -> finding.kind().replace('-', ' ');
          case WRONG, CLAIM -> finding.kind();
        };
    String what = kind + ": " + Printable.of(finding.message());
    StepOutcome step = finding.step();
    if (step.number() == 0) {
      wrap(lines, 9, "", "  ", what, 2);
      return;
    }
    String label = "patch " + step.label();
    int room = WIDTH - label.length() - 3;
    String subject = Printable.cut(Printable.of(step.subject()), room);
    lines.add(new Line(9, label + (subject.isEmpty() ? "" : " \"" + subject + "\"")));
    wrap(lines, 9, INDENT, INDENT + "  ", what, 2);
  }

  private void in(List<Line> lines) {
    if (finding.run().isEmpty()) {
      return;
    }
    String here =
        finding.run().get().scenario().name()
            + " / "
            + Printable.of(finding.run().get().platformName());
    String also = also();
    String both = also.isEmpty() ? here : here + ", also in " + also;
    if (both.length() <= WIDTH - LABEL - 4) {
      lines.add(new Line(8, labelled("in", both)));
    } else {
      lines.add(new Line(8, labelled("in", here)));
      lines.add(new Line(7, labelled("also in", also)));
    }
  }

  /** {@code 11 runs of this step, 07/15 to 15/15}. */
  private String also() {
    if (finding.also().isEmpty()) {
      return "";
    }
    long here = finding.also().stream().filter(other -> other.isAt(finding.step())).count();
    List<String> later =
        finding.also().stream()
            .filter(other -> !other.isAt(finding.step()))
            .map(other -> other.step().label())
            .distinct()
            .toList();
    List<String> parts = new ArrayList<>();
    if (here == 1 && later.isEmpty()) {
      return finding.also().get(0).run().name();
    }
    if (here > 0) {
      parts.add(Plural.of(here, "run"));
    }
    if (later.size() == 1) {
      parts.add("step " + later.get(0));
    } else if (!later.isEmpty()) {
      parts.add(later.size() + " steps, " + later.get(0) + " to " + later.get(later.size() - 1));
    }
    return String.join(" and ", parts);
  }

  private void at(List<Line> lines, Place place) {
    SourceFrame frame = place.frame();
    String where = frame.file() + ":" + frame.line();
    String function = "in " + frame.function();
    String by = place.patch() == 0 ? "" : "line added by patch " + labels.apply(place.patch());
    int room = WIDTH - LABEL - 4;
    String all = where + " " + function + (by.isEmpty() ? "" : ", " + by);
    if (all.length() <= room) {
      lines.add(new Line(9, labelled("at", all)));
    } else if (by.isEmpty() || (where + " " + function).length() <= room) {
      lines.add(new Line(9, labelled("at", where + " " + function)));
      if (!by.isEmpty()) {
        // The margin of the code says so too.
        lines.add(new Line(2, labelled("", by)));
      }
    } else {
      lines.add(new Line(9, labelled("at", where)));
      lines.add(new Line(7, labelled("", function + ", " + by)));
    }
    code(lines, place);
  }

  /** The line of C with its neighbours, each with its patch as blame shows it. */
  private void code(List<Line> lines, Place place) {
    int label = 0;
    int indent = Integer.MAX_VALUE;
    List<String> texts = new ArrayList<>();
    for (Place.CodeLine line : place.code()) {
      label = Math.max(label, patch(line).length());
      String text = Printable.of(line.text().replace("\t", "    "));
      texts.add(text);
      if (!text.isBlank()) {
        indent = Math.min(indent, text.length() - text.stripLeading().length());
      }
    }
    for (int i = 0; i < texts.size(); i++) {
      Place.CodeLine line = place.code().get(i);
      boolean here = line.number() == place.frame().line();
      String text = texts.get(i).isBlank() ? "" : texts.get(i).substring(indent);
      String number = String.format(Locale.ROOT, "%s%5d  ", here ? ">" : " ", line.number());
      String gutter = " ".repeat(2 + label - patch(line).length()) + patch(line) + " ";
      int need = here ? 9 : line.number() < place.frame().line() ? 4 : 3;
      lines.add(new Line(need, Printable.cut(gutter + number + text, WIDTH).stripTrailing()));
    }
  }

  private String patch(Place.CodeLine line) {
    return line.patch() == 0 ? "" : labels.apply(line.patch());
  }

  /** Where the source is not at hand, who called. */
  private void from(List<Line> lines) {
    SourceFrame at = finding.place().map(Place::frame).orElse(null);
    int start = at == null ? 0 : finding.stack().indexOf(at) + 1;
    List<SourceFrame> callers = finding.stack().subList(Math.max(0, start), finding.stack().size());
    callers.stream()
        .limit(FRAMES)
        .forEach(
            frame ->
                lines.add(
                    new Line(
                        3,
                        labelled(
                            "from",
                            frame.file() + ":" + frame.line() + " in " + frame.function()))));
  }

  private void next(List<Line> lines) {
    if (!finding.next().isEmpty()) {
      String line = INDENT + "next      " + Printable.of(finding.next());
      String intended = " (if intended)";
      if (line.length() > WIDTH && line.endsWith(intended)) {
        line = line.substring(0, line.length() - intended.length());
      }
      // A command that is cut cannot be pasted, so this line alone may be wider, or is not there.
      if (line.length() <= MAX_COMMAND) {
        lines.add(new Line(6, line));
      }
    }
  }

  private void wrapped(List<Line> lines, int need, String label, String text, int most) {
    String head =
        String.format(
            Locale.ROOT,
            "%s%-" + LABEL + "s  ",
            INDENT,
            Printable.cut(Printable.of(label), MAX_LABEL));
    wrap(
        lines,
        need,
        head,
        " ".repeat(head.length()),
        Printable.cut(Printable.of(text), MAX_TEXT),
        most);
  }

  private static void wrap(
      List<Line> lines, int need, String head, String rest, String text, int most) {
    List<String> parts = Wrap.text(text, WIDTH, head, rest);
    for (int i = 0; i < Math.min(parts.size(), most); i++) {
      boolean cut = i == most - 1 && parts.size() > most;
      String line = cut ? Printable.cut(parts.get(i) + " ...", WIDTH) : parts.get(i);
      // What has started must not lose its end before others lose all.
      lines.add(new Line(need, line));
    }
  }

  private static String labelled(String label, String text) {
    String clean = Printable.of(text);
    String line =
        String.format(Locale.ROOT, "%s%-" + LABEL + "s  %s", INDENT, Printable.of(label), clean);
    return Printable.cut(line, WIDTH).stripTrailing();
  }
}
