package org.seamreplay.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import org.seamreplay.kernel.Errno;
import org.seamreplay.replay.judge.Verdict;
import org.seamreplay.replay.run.Recording;
import org.seamreplay.replay.series.Cell;
import org.seamreplay.replay.series.SeriesOutcome;
import org.seamreplay.text.Plural;
import org.seamreplay.trace.StepRecord;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.TraceLine;

/**
 * Verdicts for a reader at a terminal: a table with a line for each run, then what is wrong, each
 * finding in at most ten lines with its own point first.
 */
public final class TextReport {
  private final PrintStream out;
  private final boolean colour;

  /** Reports to {@code out} without colours. */
  public TextReport(PrintStream out) {
    this(out, false);
  }

  /** Reports to {@code out}, see {@link Colour#on}. */
  public TextReport(PrintStream out, boolean colour) {
    this.out = out;
    this.colour = colour;
  }

  /** The table. */
  public void table(List<Verdict> verdicts) {
    List<String[]> rows = new ArrayList<>();
    rows.add(
        new String[] {
          "scenario", "platform", "SEAMCALLs", "returned", "findings", "golden", "time"
        });
    verdicts.forEach(verdict -> rows.add(row(verdict)));
    int[] widths = new int[rows.get(0).length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.length; i++) {
        boolean number = i == 2 || i == 6;
        String padding = " ".repeat(widths[i] - row[i].length());
        line.append(i == 0 ? "" : "  ");
        line.append(number ? padding + row[i] : row[i] + padding);
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private static String[] row(Verdict verdict) {
    Recording recording = verdict.recording();
    String name = recording.run().scenario().name();
    String platform = recording.run().platformName();
    if (recording.end() == Recording.End.NOT_APPLICABLE) {
      return new String[] {name, platform, "-", "not applicable", "-", "-", "-"};
    }
    String golden =
        switch (verdict.golden()) {
          case SAME -> "same";
          case DIFFERENT -> "different";
          case NONE -> "none";
        };
    return new String[] {
      name,
      platform,
      recording.trace().map(t -> Long.toString(t.callCount())).orElse("-"),
      recording.end() == Recording.End.NOT_MODELLED ? "not modelled" : returned(recording),
      findings(verdict),
      golden,
      String.format(Locale.ROOT, "%d ms", recording.nanos() / 1_000_000)
    };
  }

  private static String findings(Verdict verdict) {
    int problems = verdict.problems().size();
    int known = verdict.known().size();
    if (known == 0) {
      return problems == 0 ? "none" : Integer.toString(problems);
    }
    return (problems == 0 ? "" : problems + " + ") + known + " known";
  }

  /** What the last step with a return value returned, or the first that was an error. */
  private static String returned(Recording recording) {
    OptionalLong result = OptionalLong.empty();
    for (TraceLine line : recording.trace().map(Trace::lines).orElse(List.of())) {
      if (line instanceof StepRecord step && step.returned().isPresent()) {
        result = step.returned();
        if (result.getAsLong() < 0) {
          break;
        }
      }
    }
    return result.isPresent() ? Errno.name(result.getAsLong()) : "-";
  }

  /** What is wrong; nothing if all is well. The same shown by several runs is there once. */
  public void problems(List<Verdict> verdicts) {
    findings(Findings.of(verdicts), number -> Integer.toString(number));
  }

  private void findings(List<ReportedFinding> findings, IntFunction<String> labels) {
    for (ReportedFinding finding : findings) {
      out.println();
      List<String> lines = new FindingText(finding, labels).lines();
      out.println(Ink.BAD.on(lines.get(0), colour));
      lines.subList(1, lines.size()).forEach(out::println);
    }
  }

  /**
   * All of an outcome: a table for a tree, for a series a matrix and what each patch changes; then
   * what is wrong.
   */
  public void all(SeriesOutcome outcome) {
    List<Verdict> verdicts = verdicts(outcome);
    List<ReportedFinding> findings = Findings.of(outcome);
    if (outcome.isSeries()) {
      SeriesText series = new SeriesText(out, colour, outcome);
      series.head();
      series.matrix();
      series.behaviour();
      findings(findings, FindingText.labels(outcome));
      total(outcome, findings);
    } else {
      table(verdicts);
      findings(findings, FindingText.labels(outcome));
      summary(verdicts);
    }
  }

  private static List<Verdict> verdicts(SeriesOutcome outcome) {
    return outcome.steps().stream()
        .flatMap(step -> step.cells().stream())
        .map(Cell::verdict)
        .toList();
  }

  private void total(SeriesOutcome outcome, List<ReportedFinding> findings) {
    List<Verdict> verdicts = verdicts(outcome);
    out.println();
    StringBuilder text = new StringBuilder();
    text.append(Plural.of(outcome.steps().size() - 1, "patch")).append(", ");
    text.append(Plural.of(verdicts.size(), "run")).append(": ");
    text.append(findings.isEmpty() ? "no findings" : Plural.of(findings.size(), "finding"));
    long notBuilt = outcome.steps().stream().filter(step -> !step.built()).count();
    if (notBuilt > 0) {
      text.append(", ").append(Plural.of(notBuilt, "step")).append(" not built");
    }
    appendCounts(text, verdicts);
    out.println(Ink.STRONG.on(text.toString(), colour));
    out.println(SeenText.total(outcome));
  }

  /** The kernel log of a run. */
  public void log(Verdict verdict) {
    Recording recording = verdict.recording();
    if (recording.end() != Recording.End.NOT_APPLICABLE) {
      out.println();
      out.println("kernel log" + where(verdict));
      recording.log().forEach(line -> out.println("  " + Printable.of(line)));
    }
  }

  /** Why runs do not apply, and what all of it adds up to. */
  public void summary(List<Verdict> verdicts) {
    out.println();
    for (Verdict verdict : verdicts) {
      if (verdict.recording().end() == Recording.End.NOT_APPLICABLE) {
        out.println(
            "not applicable: "
                + verdict.recording().run().name()
                + ": "
                + verdict.recording().reason());
      }
    }
    long wrong = verdicts.stream().filter(v -> !v.problems().isEmpty()).count();
    StringBuilder text = new StringBuilder();
    text.append(Plural.of(verdicts.size(), "run")).append(": ");
    text.append(wrong == 0 ? "no findings" : wrong + " with findings");
    appendCounts(text, verdicts);
    out.println(text);
  }

  private static void appendCounts(StringBuilder text, List<Verdict> verdicts) {
    long notApplicable = count(verdicts, Recording.End.NOT_APPLICABLE);
    long notModelled = count(verdicts, Recording.End.NOT_MODELLED);
    long withoutGolden =
        verdicts.stream()
            .filter(v -> v.golden() == Verdict.Golden.NONE)
            .filter(v -> v.recording().end() == Recording.End.DONE)
            .count();
    if (notModelled > 0) {
      text.append(", ").append(notModelled).append(" not modelled");
    }
    if (notApplicable > 0) {
      text.append(", ").append(notApplicable).append(" not applicable");
    }
    long known = verdicts.stream().mapToLong(v -> v.known().size()).sum();
    if (known > 0) {
      text.append(", ").append(known).append(" known from golden traces");
    }
    if (withoutGolden > 0) {
      text.append(", ").append(withoutGolden).append(" judged without a golden trace");
    }
  }

  private static long count(List<Verdict> verdicts, Recording.End end) {
    return verdicts.stream().filter(v -> v.recording().end() == end).count();
  }

  private static String where(Verdict verdict) {
    return "      scenario "
        + verdict.recording().run().scenario().name()
        + " / platform "
        + verdict.recording().run().platformName();
  }
}
