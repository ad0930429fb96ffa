package org.seamreplay.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.seamreplay.replay.series.CoverageReport;
import org.seamreplay.vm.cover.Tally;

/**
 * Coverage as LCOV's trace files have it (geninfo(1), "FILES"): a section for each file of the
 * tree, sorted. Counts are runs.
 */
public final class Lcov {
  private static final String SHIM = "shim/";

  private Lcov() {}

  /** The whole file. */
  public static String of(CoverageReport report) {
    Map<String, StringBuilder> files = new TreeMap<>();
    Map<String, int[]> totals = new TreeMap<>();
    for (Tally.Function f : report.functions()) {
      if (f.line() > 0) {
        section(files, f.file()).append("FN:" + f.line() + "," + f.name() + "\n");
      }
    }
    for (Tally.Function f : report.functions()) {
      if (f.line() > 0) {
        section(files, f.file()).append("FNDA:" + f.runs() + "," + f.name() + "\n");
        count(totals, f.file(), 0, f.runs());
      }
    }
    Map<String, Integer> reached = new HashMap<>();
    report.branches().forEach(b -> reached.merge(block(b), b.runs(), Integer::sum));
    for (Tally.Branch b : report.branches()) {
      String taken = reached.get(block(b)) == 0 ? "-" : Integer.toString(b.runs());
      section(files, b.file())
          .append("BRDA:" + b.line() + "," + b.block() + "," + b.branch() + "," + taken + "\n");
      count(totals, b.file(), 2, b.runs());
    }
    for (Tally.Line l : report.lines()) {
      section(files, l.file()).append("DA:" + l.line() + "," + l.runs() + "\n");
      count(totals, l.file(), 4, l.runs());
    }
    StringBuilder text = new StringBuilder();
    files.forEach((file, section) -> end(text, file, section, totals.get(file)));
    return text.toString();
  }

  private static void end(StringBuilder text, String file, StringBuilder section, int[] totals) {
    if (file.startsWith(SHIM)) {
      return;
    }
    text.append("TN:\nSF:").append(file).append('\n').append(section);
    List<String> names = List.of("FNF", "FNH", "BRF", "BRH", "LF", "LH");
    for (int i = 0; i < names.size(); i++) {
      text.append(names.get(i)).append(':').append(totals[i]).append('\n');
    }
    text.append("end_of_record\n");
  }

  private static String block(Tally.Branch branch) {
    return branch.file() + ":" + branch.line() + ":" + branch.block();
  }

  private static StringBuilder section(Map<String, StringBuilder> files, String file) {
    return files.computeIfAbsent(file, f -> new StringBuilder());
  }

  private static void count(Map<String, int[]> totals, String file, int first, int runs) {
    int[] all = totals.computeIfAbsent(file, f -> new int[6]);
    all[first]++;
    all[first + 1] += runs > 0 ? 1 : 0;
  }
}
