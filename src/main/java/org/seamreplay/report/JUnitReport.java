package org.seamreplay.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.replay.run.Recording;
import org.seamreplay.replay.seen.Seen;
import org.seamreplay.replay.series.Cell;
import org.seamreplay.replay.series.SeriesOutcome;
import org.seamreplay.replay.series.StepOutcome;

/**
 * An outcome in the XML that JUnit's Ant task once wrote and that Jenkins and GitLab read: a suite
 * for each step, a case for each run with the scenario as its class. Names hold no index, so that a
 * server finds the same case in the next build. Whether a step is built, and whether it is what it
 * says, are cases too.
 */
final class JUnitReport {
  private static final int MAX_LOG = 200;
  private static final int MAX_LINE = 500;
  private static final int MAX_NAME = 200;
  private static final int MAX_FINDINGS = 20;

  private final SeriesOutcome outcome;
  private final StringBuilder out = new StringBuilder(1 << 16);

  private JUnitReport(SeriesOutcome outcome) {
    this.outcome = outcome;
  }

  static String of(SeriesOutcome outcome) {
    return new JUnitReport(outcome).write();
  }

  /** How a case ended; the element has the same name. */
  private enum Result {
    PASSED,
    FAILURE,
    ERROR,
    SKIPPED
  }

  private record Case(
      String scenario,
      String name,
      Result result,
      String type,
      String message,
      String text,
      List<String> log,
      long millis) {
    static Case of(String scenario, String name, List<ReportedFinding> findings, String text) {
      ReportedFinding first = findings.get(0);
      boolean error =
          findings.stream()
              .anyMatch(
                  f ->
                      f.sort() == ReportedFinding.Sort.NOT_BUILT
                          || f.sort() == ReportedFinding.Sort.NOT_MODELLED);
      return new Case(
          scenario,
          name,
          error ? Result.ERROR : Result.FAILURE,
          first.kind(),
          first.message(),
          text,
          List.of(),
          0);
    }

    static Case of(String scenario, String name, Result result, String message) {
      return new Case(scenario, name, result, "", message, "", List.of(), 0);
    }

    Case taking(long time, List<String> lines) {
      return new Case(scenario, name, result, type, message, text, lines, time);
    }
  }

  private String write() {
    List<List<Case>> suites = new ArrayList<>();
    Optional<StepOutcome> before = Optional.empty();
    for (StepOutcome step : outcome.steps()) {
      suites.add(cases(step, before));
      before = Optional.of(step);
    }
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.append("<testsuites name=\"seamreplay\"");
    counts(suites.stream().flatMap(List::stream).toList());
    out.append(">\n");
    for (int i = 0; i < suites.size(); i++) {
      StepOutcome step = outcome.steps().get(i);
      out.append("  <testsuite name=\"");
      out.append(XmlText.attribute(suiteName(step))).append('"');
      counts(suites.get(i));
      out.append(">\n");
      suites.get(i).forEach(this::write);
      out.append("  </testsuite>\n");
    }
    return out.append("</testsuites>\n").toString();
  }

  private void counts(List<Case> cases) {
    attribute("tests", Integer.toString(cases.size()));
    attribute("failures", count(cases, Result.FAILURE));
    attribute("errors", count(cases, Result.ERROR));
    attribute("skipped", count(cases, Result.SKIPPED));
    attribute("time", seconds(cases.stream().mapToLong(Case::millis).sum()));
  }

  private static String count(List<Case> cases, Result result) {
    return Long.toString(cases.stream().filter(c -> c.result() == result).count());
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%d.%03d", millis / 1000, millis % 1000);
  }

  private void attribute(String name, String value) {
    out.append(' ').append(name).append("=\"").append(XmlText.attribute(value)).append('"');
  }

  private String suiteName(StepOutcome step) {
    return Printable.cut((stepName(step) + " " + step.subject()).strip(), MAX_NAME);
  }

  private String stepName(StepOutcome step) {
    return step.number() == 0 ? "base" : "step " + step.label();
  }

  private List<Case> cases(StepOutcome step, Optional<StepOutcome> before) {
    List<Case> cases = new ArrayList<>();
    List<ReportedFinding> asSuch = Findings.of(step, before);
    String name = outcome.kernel() + " / " + stepName(step);
    if (step.number() > 0) {
      cases.add(
          step.built()
              ? Case.of("build", name, Result.PASSED, "")
              : Case.of("build", name, asSuch, text(asSuch)));
    }
    step.seen().ifPresent(seen -> cases.add(seen(seen, name)));
    if (step.claim() == StepOutcome.Claim.NOT_SEEN) {
      cases.add(Case.of("no functional change", name, Result.SKIPPED, "nobody has seen all of it"));
    } else if (step.claim() != StepOutcome.Claim.NONE) {
      cases.add(
          asSuch.isEmpty()
              ? Case.of("no functional change", name, Result.PASSED, "")
              : Case.of("no functional change", name, asSuch, text(asSuch)));
    }
    if (!step.built()) {
      for (ScenarioRun run : outcome.runs()) {
        cases.add(
            Case.of(run.scenario().name(), name(run, step), Result.SKIPPED, "step is not built"));
      }
    }
    for (Cell cell : step.cells()) {
      cases.add(run(step, cell));
    }
    return cases;
  }

  /** What nobody has seen is neither right nor wrong. */
  private static Case seen(Seen seen, String name) {
    return seen.complete()
        ? Case.of("changed lines are executed", name, Result.PASSED, "")
        : Case.of(
            "changed lines are executed",
            name,
            Result.SKIPPED,
            "not seen: " + SeenText.count(seen) + "; " + String.join("; ", SeenText.places(seen)));
  }

  private Case run(StepOutcome step, Cell cell) {
    Recording recording = cell.verdict().recording();
    String scenario = recording.run().scenario().name();
    String name = name(recording.run(), step);
    List<ReportedFinding> findings = Findings.of(step, cell);
    long millis = recording.nanos() / 1_000_000;
    if (!findings.isEmpty()) {
      List<String> log = recording.log();
      return Case.of(scenario, name, findings, text(findings))
          .taking(millis, log.subList(Math.max(0, log.size() - MAX_LOG), log.size()));
    }
    if (recording.end() == Recording.End.NOT_APPLICABLE) {
      return Case.of(scenario, name, Result.SKIPPED, "not applicable: " + recording.reason());
    }
    return Case.of(scenario, name, Result.PASSED, "").taking(millis, List.of());
  }

  /** The machine, the module if it is not the scenario's own, the kernel and the step. */
  private String name(ScenarioRun run, StepOutcome step) {
    String own = new ScenarioRun(run.scenario(), run.platform(), run.scenario().module()).name();
    String module = run.name().substring(Math.min(own.length(), run.name().length()));
    return run.platformName() + module + " / " + outcome.kernel() + " / " + stepName(step);
  }

  private String text(List<ReportedFinding> findings) {
    String text =
        findings.stream()
            .limit(MAX_FINDINGS)
            .map(f -> String.join("\n", new FindingText(f, FindingText.labels(outcome)).lines()))
            .collect(Collectors.joining("\n\n"));
    int more = findings.size() - MAX_FINDINGS;
    return more <= 0 ? text : text + "\n\nand " + more + " further findings";
  }

  private static String log(Case test) {
    return test.log().stream()
        .map(line -> Printable.cut(line, MAX_LINE))
        .collect(Collectors.joining("\n"));
  }

  private void write(Case test) {
    out.append("    <testcase");
    attribute("classname", test.scenario());
    attribute("name", test.name());
    attribute("time", seconds(test.millis()));
    if (test.result() == Result.PASSED) {
      out.append("/>\n");
      return;
    }
    String element = test.result().name().toLowerCase(Locale.ROOT);
    out.append(">\n      <").append(element);
    attribute("message", Printable.cut(test.message(), MAX_LINE));
    if (test.result() == Result.SKIPPED) {
      out.append("/>\n");
    } else {
      attribute("type", test.type());
      out.append('>').append(XmlText.of(test.text())).append("</").append(element).append(">\n");
    }
    if (!test.log().isEmpty()) {
      out.append("      <system-out>");
      out.append(XmlText.of(log(test))).append("</system-out>\n");
    }
    out.append("    </testcase>\n");
  }
}
