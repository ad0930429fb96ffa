package org.seamreplay.cli;

import java.util.ArrayList;
import java.util.List;
import org.seamreplay.replay.series.SeriesOutcome;
import org.seamreplay.report.Colour;
import org.seamreplay.report.Reports;
import org.seamreplay.report.TextReport;
import picocli.CommandLine.Option;

/** In which forms an outcome is told. */
final class ReportOptions {
  @Option(
      names = "--report",
      paramLabel = "FORMAT=FILE",
      description =
          "Write a report as well: text, json, junit, sarif or html; '-' is standard output. May be"
              + " repeated.")
  private List<String> reports = new ArrayList<>();

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      description = "auto, always or never; default: auto, which heeds NO_COLOR.")
  private Colour colour = Colour.AUTO;

  /** The reports that are wanted, of which each can be written as far as can be known before. */
  List<Reports.Target> targets() {
    List<Reports.Target> targets = reports.stream().map(Reports.Target::parse).toList();
    targets.forEach(Reports.Target::check);
    return targets;
  }

  /** What prints to standard output. */
  TextReport text(Environment environment) {
    boolean on = colour.on(environment.terminalOut(), environment.noColour());
    return on
        ? new TextReport(environment.out().letting(Colour.sequences()), true)
        : new TextReport(environment.out());
  }

  /** Writes the reports that are wanted. */
  static void write(List<Reports.Target> targets, SeriesOutcome outcome, Environment environment) {
    targets.forEach(target -> target.write(outcome, environment.out()));
  }
}
