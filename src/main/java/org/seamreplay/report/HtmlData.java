package org.seamreplay.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.seamreplay.diff.Divergence;
import org.seamreplay.replay.judge.Verdict;
import org.seamreplay.replay.series.Cell;
import org.seamreplay.replay.series.SeriesOutcome;
import org.seamreplay.replay.series.Sources;
import org.seamreplay.replay.series.StepOutcome;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.json.JsonText;

/**
 * What the page's script shows of a cell: its differences and traces. Only cells that differ or are
 * wrong have any, and only as many as the page has room for, wrong ones first.
 */
final class HtmlData {
  private static final int MAX_DIVERGENCES = 40;

  private final SeriesOutcome outcome;
  private final int budget;
  private final TraceRows rows = new TraceRows();
  private final List<String> cells = new ArrayList<>();
  private long size;
  private int leftOut;

  private HtmlData(SeriesOutcome outcome, int budget) {
    this.outcome = outcome;
    this.budget = budget;
    add(CellState.WRONG);
    add(CellState.NOT_MODELLED);
    add(CellState.CHANGED);
  }

  /** Collects what fits into {@code budget} bytes, roughly. */
  static HtmlData of(SeriesOutcome outcome, int budget) {
    return new HtmlData(outcome, budget);
  }

  /** Cells whose traces are not on the page. */
  int leftOut() {
    return leftOut;
  }

  /** JSON that can stand inside a script element. */
  String json() {
    JsonText names = new JsonText().openArray();
    outcome.runs().forEach(run -> names.add(run.name()));
    JsonText steps = new JsonText().openArray();
    for (StepOutcome step : outcome.steps()) {
      steps.openArray().add(step.label()).add(step.subject()).add(step.number()).closeArray();
    }
    String json =
        "{\"runs\":"
            + names.closeArray()
            + ",\"steps\":"
            + steps.closeArray()
            + ",\"records\":[\n"
            + String.join(",\n", rows.records())
            + "\n],\"cells\":{\n"
            + String.join(",\n", cells)
            + "\n}}";
    // Neither </script> nor <!-- may stand in it.
    return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
  }

  private void add(CellState state) {
    for (int s = 0; s < outcome.steps().size(); s++) {
      StepOutcome step = outcome.steps().get(s);
      for (int r = 0; r < step.cells().size(); r++) {
        if (CellState.of(step.cells().get(r)) != state) {
          continue;
        }
        if (size + rows.size() > budget) {
          leftOut++;
          continue;
        }
        String cell = cell(s, r);
        size += cell.length();
        cells.add(cell);
      }
    }
  }

  private String cell(int s, int r) {
    StepOutcome step = outcome.steps().get(s);
    Cell cell = step.cells().get(r);
    JsonText json = new JsonText().open();
    divergences(json, "change", cell.change());
    divergences(json, "golden", cell.verdict().divergences());
    json.openArray("findings");
    for (ReportedFinding finding : Findings.of(step, cell)) {
      json.add(String.join("\n", new FindingText(finding, FindingText.labels(outcome)).lines()));
    }
    json.closeArray();
    StringBuilder text = new StringBuilder("\"" + s + "-" + r + "\":").append(json);
    Optional<Trace> after = cell.verdict().recording().trace();
    if (after.isPresent()) {
      List<String> views = views(s, r, after.get());
      text.append(",\"views\":[").append(String.join(",", views)).append(']');
    }
    return text.append('}').toString();
  }

  /** The trace beside its golden trace and that of the step before, as far as it differs. */
  private List<String> views(int s, int r, Trace trace) {
    StepOutcome step = outcome.steps().get(s);
    Cell cell = step.cells().get(r);
    List<String> views = new ArrayList<>();
    Verdict verdict = cell.verdict();
    if (!verdict.divergences().isEmpty() && verdict.goldenTrace().isPresent()) {
      views.add(
          view(
              "golden trace",
              rows.compare(verdict.goldenTrace().get(), Sources.NONE, trace, step.sources())));
    }
    Optional<StepOutcome> before = cell.change().isEmpty() ? Optional.empty() : before(s);
    Optional<Trace> last = before.flatMap(b -> b.cells().get(r).verdict().recording().trace());
    if (before.isPresent() && last.isPresent()) {
      views.add(
          view(
              "step " + before.get().label(),
              rows.compare(last.get(), before.get().sources(), trace, step.sources())));
    }
    if (views.isEmpty()) {
      List<Long> marked = verdict.divergences().stream().map(Divergence::gotAt).distinct().toList();
      views.add(view("", rows.alone(trace, step.sources(), marked)));
    }
    return views;
  }

  /** A view: what the trace stands beside, empty if it is alone, and the rows. */
  private static String view(String beside, String rows) {
    return "[" + new JsonText().add(beside) + "," + rows + "]";
  }

  /** The last step before that was built. */
  private Optional<StepOutcome> before(int step) {
    return IntStream.iterate(step - 1, i -> i >= 0, i -> i - 1)
        .mapToObj(outcome.steps()::get)
        .filter(s -> !s.cells().isEmpty())
        .findFirst();
  }

  private static void divergences(JsonText json, String key, List<Divergence> divergences) {
    json.openArray(key);
    for (Divergence d : divergences.subList(0, Math.min(MAX_DIVERGENCES, divergences.size()))) {
      json.openArray();
      json.add(DivergenceText.line(d));
      json.add(DivergenceText.value(d.expectedAt(), Printable.cut(d.expected(), 300)));
      json.add(DivergenceText.value(d.gotAt(), Printable.cut(d.got(), 300)));
      json.add(d.cause()).closeArray();
    }
    json.closeArray();
    json.put(key + "More", Math.max(0, divergences.size() - MAX_DIVERGENCES));
  }
}
