package org.seamreplay.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.seamreplay.kernel.Errno;
import org.seamreplay.replay.Problem;
import org.seamreplay.replay.Recording;
import org.seamreplay.replay.Verdict;
import org.seamreplay.trace.StepRecord;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.TraceLine;
import org.seamreplay.vm.SourceFrame;

/**
 * Verdicts for a reader at a terminal: a table with a line for each run, then what is wrong, each
 * finding in at most ten lines with its own point first.
 */
public final class TextReport {
  private static final int SHOWN_FRAMES = 4;
  private static final int SHOWN_DETAILS = 4;
  private static final int SHOWN_RUNS = 3;

  private final PrintStream out;

  /** Reports to {@code out}. */
  public TextReport(PrintStream out) {
    this.out = out;
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
    String platform = recording.run().platform();
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

  /**
   * What is wrong; nothing if all is well. A problem that several runs show in the same place is
   * shown once, with the names of the others.
   */
  public void problems(List<Verdict> verdicts) {
    Map<String, List<Verdict>> same = new LinkedHashMap<>();
    for (Verdict verdict : verdicts) {
      for (Problem problem : verdict.problems()) {
        same.computeIfAbsent(identity(problem), key -> new ArrayList<>()).add(verdict);
      }
    }
    for (Verdict verdict : verdicts) {
      notModelled(verdict);
      for (Problem problem : verdict.problems()) {
        List<Verdict> all = same.remove(identity(problem));
        if (all != null) {
          show(problem, verdict, all);
        }
      }
    }
  }

  private static String identity(Problem problem) {
    String place = problem.stack().isEmpty() ? "" : problem.stack().get(0).toString();
    String details = problem.kind().equals("divergence") ? problem.details().toString() : "";
    return problem.kind() + " " + problem.message() + " " + place + details;
  }

  private void notModelled(Verdict verdict) {
    Recording recording = verdict.recording();
    if (recording.end() == Recording.End.NOT_MODELLED) {
      out.println();
      out.println("not modelled: " + recording.reason() + where(verdict));
      stack(recording.stack());
    }
  }

  private void show(Problem problem, Verdict verdict, List<Verdict> all) {
    out.println();
    out.println(problem.kind() + ": " + problem.message() + where(verdict));
    problem.details().stream().limit(SHOWN_DETAILS).forEach(d -> line(d.label(), d.text()));
    stack(problem.stack());
    List<String> others =
        all.stream().map(v -> v.recording().run().name()).distinct().skip(1).toList();
    if (!others.isEmpty()) {
      String names = String.join(", ", others.subList(0, Math.min(SHOWN_RUNS, others.size())));
      int more = others.size() - SHOWN_RUNS;
      line("also in", names + (more > 0 ? " and " + more + " more" : ""));
    }
    if (problem.kind().equals("divergence")) {
      line(
          "next",
          "seamreplay record --accept --scenario "
              + verdict.recording().run().scenario().name()
              + " (if intended)");
    }
  }

  /** The kernel log of a run. */
  public void log(Verdict verdict) {
    Recording recording = verdict.recording();
    if (recording.end() != Recording.End.NOT_APPLICABLE) {
      out.println();
      out.println("kernel log" + where(verdict));
      recording.log().forEach(line -> out.println("  " + line));
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
    long notApplicable = count(verdicts, Recording.End.NOT_APPLICABLE);
    long notModelled = count(verdicts, Recording.End.NOT_MODELLED);
    long wrong = verdicts.stream().filter(v -> !v.problems().isEmpty()).count();
    long withoutGolden =
        verdicts.stream()
            .filter(v -> v.golden() == Verdict.Golden.NONE)
            .filter(v -> v.recording().end() == Recording.End.DONE)
            .count();
    StringBuilder text = new StringBuilder();
    text.append(plural(verdicts.size(), "run")).append(": ");
    text.append(wrong == 0 ? "no findings" : wrong + " with findings");
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
    out.println(text);
  }

  private static long count(List<Verdict> verdicts, Recording.End end) {
    return verdicts.stream().filter(v -> v.recording().end() == end).count();
  }

  private static String plural(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  private static String where(Verdict verdict) {
    return "      scenario "
        + verdict.recording().run().scenario().name()
        + " / platform "
        + verdict.recording().run().platform();
  }

  private void stack(List<SourceFrame> stack) {
    String label = "at";
    int shown = 0;
    for (SourceFrame frame : stack) {
      if (shown++ == SHOWN_FRAMES) {
        break;
      }
      line(label, frame.file() + ":" + frame.line() + " in " + frame.function());
      label = "from";
    }
  }

  private void line(String label, String text) {
    out.println(String.format(Locale.ROOT, "  %-8s  %s", label, text).stripTrailing());
  }
}
