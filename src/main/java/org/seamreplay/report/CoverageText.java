package org.seamreplay.report;

import java.io.PrintStream;
import org.seamreplay.replay.series.CoverageReport;
import org.seamreplay.text.Plural;

/** Coverage for people: what of each patch was executed, and the lines that were not. */
public final class CoverageText {
  private final PrintStream out;

  /** Prints to a stream. */
  public CoverageText(PrintStream out) {
    this.out = out;
  }

  /** Prints all patches, then the sum. */
  public void print(CoverageReport report) {
    int executed = 0;
    int withCode = 0;
    for (CoverageReport.OfPatch patch : report.patches()) {
      patch(patch);
      executed += patch.executed();
      withCode += patch.withCode();
    }
    out.println();
    out.println(executed + " of " + Plural.of(withCode, "line") + " executed");
  }

  private void patch(CoverageReport.OfPatch patch) {
    boolean base = patch.subject().isEmpty();
    String name = base ? patch.label() : "patch " + patch.label() + " \"" + patch.subject() + "\"";
    String added = base ? "" : "added ";
    String rest =
        patch.elsewhere() == 0 ? "" : ", " + patch.elsewhere() + " in files that no run has";
    String what =
        patch.withCode() > 0
            ? patch.executed() + " of " + patch.withCode() + " " + added + "lines executed"
            : "no " + added + "line with code in the files that run";
    out.println(Printable.of(name) + ": " + what + rest);
    for (CoverageReport.Missed line : patch.missed()) {
      out.println(
          Printable.of("  " + line.file() + ":" + line.line() + "  " + line.text().strip()));
    }
  }
}
