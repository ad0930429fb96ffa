package org.seamreplay.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import org.seamreplay.diff.Divergence;
import org.seamreplay.kernel.Errno;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.replay.judge.JudgedFinding;
import org.seamreplay.replay.run.Recording;
import org.seamreplay.replay.seen.NotSeen;
import org.seamreplay.replay.seen.Seen;
import org.seamreplay.replay.series.Cell;
import org.seamreplay.replay.series.SeriesOutcome;
import org.seamreplay.replay.series.StepOutcome;
import org.seamreplay.trace.StepRecord;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.TraceLine;
import org.seamreplay.trace.json.JsonText;
import org.seamreplay.vm.SourceFrame;

/**
 * An outcome as one JSON document, as {@code report/seamreplay-report-1.schema.json} describes it.
 * A run, a cell and a finding have a line each, so that a line-based diff of two documents shows
 * what differs. Equal outcomes give equal bytes but for the last key, {@code times}.
 */
final class JsonDocument {
  static final String FORMAT = "seamreplay-report";
  static final int VERSION = 1;

  /** A run that differs in more ways than this has another flow; the count says how many. */
  private static final int MAX_DIVERGENCES = 100;

  private final SeriesOutcome outcome;
  private final StringBuilder out = new StringBuilder(1 << 16);

  private JsonDocument(SeriesOutcome outcome) {
    this.outcome = outcome;
  }

  static String of(SeriesOutcome outcome) {
    return new JsonDocument(outcome).write();
  }

  private String write() {
    List<ReportedFinding> findings = Findings.of(outcome);
    out.append("{\n");
    field("format", text(FORMAT));
    field("version", Integer.toString(VERSION));
    field("tool", text(Reports.tool()));
    field("kernel", text(outcome.kernel()));
    field("base", text(outcome.base()));
    field("title", text(outcome.title()));
    field("series", text(outcome.seriesId()));
    field("notes", texts(outcome.notes()));
    field("summary", summary(findings));
    list("runs", outcome.runs().stream().map(JsonDocument::run).toList());
    out.append(",\n");
    list("findings", findings.stream().map(this::finding).toList());
    out.append(",\n");
    list("steps", outcome.steps().stream().map(this::step).toList());
    out.append(",\n");
    out.append("\"times\":").append(times()).append("\n}\n");
    return out.toString();
  }

  private void field(String key, String value) {
    out.append('"').append(key).append("\":").append(value).append(",\n");
  }

  private void list(String key, List<String> elements) {
    out.append('"').append(key).append("\":");
    lines(out, elements);
  }

  /** An array with each element on a line of its own. */
  private static void lines(StringBuilder into, List<String> elements) {
    into.append('[');
    if (!elements.isEmpty()) {
      into.append('\n').append(String.join(",\n", elements)).append('\n');
    }
    into.append(']');
  }

  private static String text(String text) {
    return new JsonText().add(text).toString();
  }

  private static String texts(List<String> texts) {
    JsonText json = new JsonText().openArray();
    texts.forEach(json::add);
    return json.closeArray().toString();
  }

  private String summary(List<ReportedFinding> findings) {
    List<CellState> states = new ArrayList<>();
    outcome.steps().forEach(step -> step.cells().forEach(cell -> states.add(CellState.of(cell))));
    JsonText json = new JsonText().open();
    json.put("steps", outcome.steps().size());
    json.put("runs", states.size());
    json.put("findings", findings.size());
    json.put("notBuilt", outcome.steps().stream().filter(step -> !step.built()).count());
    json.put("changedLines", total(Seen::changed));
    json.put("executedLines", total(Seen::inTheEnd));
    json.put(
        "claimsBroken",
        outcome.steps().stream().filter(step -> step.claim() == StepOutcome.Claim.BROKEN).count());
    for (CellState state :
        List.of(
            CellState.SAME,
            CellState.CHANGED,
            CellState.WRONG,
            CellState.NOT_MODELLED,
            CellState.NOT_APPLICABLE)) {
      json.put(key(state), states.stream().filter(s -> s == state).count());
    }
    return json.close().toString();
  }

  private int total(ToIntFunction<Seen> count) {
    return outcome.steps().stream().flatMap(step -> step.seen().stream()).mapToInt(count).sum();
  }

  private static String key(CellState state) {
    return switch (state) {
      case SAME -> "same";
      case CHANGED -> "changed";
      case WRONG -> "wrong";
      case NOT_MODELLED -> "notModelled";
      case NOT_APPLICABLE -> "notApplicable";
      case NOT_BUILT -> throw new IllegalArgumentException("a cell is of a step that was built");
    };
  }

  private static String run(ScenarioRun run) {
    return new JsonText()
        .open()
        .put("name", run.name())
        .put("scenario", run.scenario().name())
        .put("platform", run.platformName())
        .put("module", run.moduleName())
        .close()
        .toString();
  }

  private String finding(ReportedFinding finding) {
    JsonText json = new JsonText().open();
    json.put("id", finding.fingerprint());
    json.put("kind", finding.kind());
    json.put("step", finding.step().label());
    json.put("subject", finding.step().subject());
    finding.run().ifPresent(run -> json.put("run", run.name()));
    json.put("message", finding.message());
    details(json, finding.details());
    if (!finding.cause().isEmpty()) {
      json.put("so", finding.cause());
    }
    if (!finding.next().isEmpty()) {
      json.put("next", finding.next());
    }
    finding.place().ifPresent(place -> place(json, place));
    stack(json, finding.stack());
    json.openArray("also");
    for (ReportedFinding.Occurrence other : finding.also()) {
      json.open().put("step", other.step().label()).put("run", other.run().name()).close();
    }
    json.closeArray();
    json.openArray("text");
    new FindingText(finding, FindingText.labels(outcome)).lines().forEach(json::add);
    return json.closeArray().close().toString();
  }

  private static void details(JsonText json, List<JudgedFinding.Detail> details) {
    json.openArray("details");
    for (JudgedFinding.Detail detail : details) {
      json.open().put("label", detail.label()).put("text", detail.text()).close();
    }
    json.closeArray();
  }

  private void place(JsonText json, Place place) {
    json.open("place");
    frame(json, place.frame());
    json.put("patch", place.patch());
    json.openArray("code");
    for (Place.CodeLine line : place.code()) {
      json.open()
          .put("line", line.number())
          .put("patch", line.patch())
          .put("text", line.text())
          .close();
    }
    json.closeArray().close();
  }

  private static void frame(JsonText json, SourceFrame frame) {
    json.put("function", frame.function()).put("file", frame.file()).put("line", frame.line());
  }

  private static void stack(JsonText json, List<SourceFrame> stack) {
    json.openArray("stack");
    for (SourceFrame frame : stack) {
      frame(json.open(), frame);
      json.close();
    }
    json.closeArray();
  }

  private String step(StepOutcome step) {
    JsonText json = new JsonText().open();
    json.put("number", step.number());
    json.put("label", step.label());
    json.put("subject", step.subject());
    json.put("built", step.built());
    step.failure().ifPresent(failure -> json.put("failure", failure));
    json.openArray("details");
    step.details().forEach(json::add);
    json.closeArray();
    json.put("claim", id(step.claim()));
    step.answer().ifPresent(answer -> json.put("answer", answer.id()));
    step.seen().ifPresent(seen -> seen(json, seen));
    json.openArray("notes");
    step.notes().forEach(json::add);
    json.closeArray();
    json.openArray("behaviour");
    for (Behaviour behaviour : Behaviour.of(step)) {
      json.open().put("text", behaviour.text()).openArray("runs");
      behaviour.runs().forEach(run -> json.add(outcome.runs().get(run).name()));
      json.closeArray().close();
    }
    json.closeArray();
    StringBuilder line = new StringBuilder(json.toString()).append(",\"cells\":");
    lines(line, step.cells().stream().map(this::cell).toList());
    return line.append('}').toString();
  }

  private static String id(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void seen(JsonText json, Seen seen) {
    json.open("seen");
    json.put("changed", seen.changed()).put("executed", seen.executed());
    json.put("executedInTheEnd", seen.inTheEnd()).openArray("notSeen");
    for (NotSeen one : seen.notSeen()) {
      json.open().put("reason", one.reason().id()).put("file", one.file());
      json.put("from", one.from()).put("to", one.to()).close();
    }
    json.closeArray().close();
  }

  private String cell(Cell cell) {
    Recording recording = cell.verdict().recording();
    JsonText json = new JsonText().open();
    json.put("run", recording.run().name());
    json.put("state", CellState.of(cell).id());
    json.put("end", CellState.id(recording.end()));
    if (!recording.reason().isEmpty()) {
      json.put("reason", recording.reason());
    }
    if (recording.trace().isPresent()) {
      Trace trace = recording.trace().get();
      json.put("seamcalls", trace.callCount());
      json.openArray("flow");
      for (TraceLine line : trace.lines()) {
        if (line instanceof StepRecord done) {
          json.open().put("step", done.step());
          if (done.returned().isPresent()) {
            json.put("returned", Errno.name(done.returned().getAsLong()));
          }
          json.close();
        }
      }
      json.closeArray();
    }
    json.put("instructions", recording.instructions());
    json.put("golden", cell.verdict().golden().name().toLowerCase(Locale.ROOT));
    json.put("problems", cell.verdict().problems().size());
    json.put("known", cell.verdict().known().size());
    divergences(json, "change", cell.change());
    divergences(json, "divergences", cell.verdict().divergences());
    return json.close().toString();
  }

  private static void divergences(JsonText json, String key, List<Divergence> divergences) {
    json.openArray(key);
    for (Divergence d : divergences.subList(0, Math.min(MAX_DIVERGENCES, divergences.size()))) {
      json.open().put("kind", d.kind().id()).put("call", d.call());
      json.put("expectedAt", d.expectedAt()).put("gotAt", d.gotAt()).put("calls", d.calls());
      json.put("what", d.what()).put("expected", d.expected()).put("got", d.got());
      stack(json, d.stack());
      json.put("cause", d.cause()).close();
    }
    json.closeArray();
    if (divergences.size() > MAX_DIVERGENCES) {
      json.put(key + "LeftOut", divergences.size() - MAX_DIVERGENCES);
    }
  }

  /** Milliseconds by step and run; the one thing that differs each time. */
  private String times() {
    JsonText json = new JsonText().open();
    json.put("unit", "ms").openArray("steps");
    for (StepOutcome step : outcome.steps()) {
      json.openArray();
      step.cells().forEach(cell -> json.add(cell.verdict().recording().nanos() / 1_000_000));
      json.closeArray();
    }
    return json.closeArray().close().toString();
  }
}
