package org.seamreplay.report;

import java.util.List;
import org.seamreplay.replay.judge.JudgedFinding;
import org.seamreplay.replay.judge.Verdict;
import org.seamreplay.replay.run.Recording;
import org.seamreplay.replay.series.SeriesOutcome;
import org.seamreplay.replay.series.StepOutcome;
import org.seamreplay.trace.StepRecord;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.TraceLine;
import org.seamreplay.trace.json.JsonText;
import org.seamreplay.vm.SourceFrame;

/** Verdicts for programs: one JSON object for each run, one run a line, keys in a fixed order. */
public final class JsonReport {
  private JsonReport() {}

  /**
   * A run as a line of JSON without line end.
   *
   * @param outcome what the run is a part of
   * @param step where it was made
   * @param withLog whether the kernel log is part of it
   */
  public static String line(
      SeriesOutcome outcome, StepOutcome step, Verdict verdict, boolean withLog) {
    Recording recording = verdict.recording();
    JsonText json = new JsonText().open();
    json.put("scenario", recording.run().scenario().name());
    json.put("platform", recording.run().platformName());
    json.put("module", recording.run().moduleName());
    json.put("kernel", outcome.kernel());
    recording.trace().ifPresent(trace -> json.put("tree", trace.header().tree()));
    if (outcome.isSeries()) {
      json.put("step", step.label());
      step.answer().ifPresent(answer -> json.put("answer", answer.id()));
    }
    json.put("end", name(recording.end()));
    if (!recording.reason().isEmpty()) {
      json.put("reason", recording.reason());
    }
    stack(json, recording.stack());
    if (recording.trace().isPresent()) {
      Trace trace = recording.trace().get();
      json.put("seamcalls", trace.callCount());
      json.openArray("steps");
      for (TraceLine line : trace.lines()) {
        if (line instanceof StepRecord done) {
          json.open().put("step", done.step());
          done.returned().ifPresent(value -> json.put("returned", value));
          json.close();
        }
      }
      json.closeArray();
    }
    json.put("instructions", recording.instructions());
    json.put("golden", name(verdict.golden()));
    problems(json, "findings", verdict.problems());
    problems(json, "known", verdict.known());
    if (withLog) {
      json.openArray("log");
      recording.log().forEach(json::add);
      json.closeArray();
    }
    return json.close().toString();
  }

  private static void problems(JsonText json, String key, List<JudgedFinding> problems) {
    json.openArray(key);
    for (JudgedFinding problem : problems) {
      json.open().put("kind", problem.kind()).put("message", problem.message());
      if (!problem.details().isEmpty()) {
        json.openArray("details");
        problem.details().forEach(d -> json.add((d.label() + " " + d.text()).strip()));
        json.closeArray();
      }
      stack(json, problem.stack());
      json.close();
    }
    json.closeArray();
  }

  private static void stack(JsonText json, List<SourceFrame> stack) {
    if (stack.isEmpty()) {
      return;
    }
    json.openArray("stack");
    for (SourceFrame frame : stack) {
      json.open()
          .put("function", frame.function())
          .put("file", frame.file())
          .put("line", frame.line())
          .close();
    }
    json.closeArray();
  }

  private static String name(Recording.End end) {
    return switch (end) {
      case DONE -> "done";
      case NOT_APPLICABLE -> "not-applicable";
      case NOT_MODELLED -> "not-modelled";
    };
  }

  private static String name(Verdict.Golden golden) {
    return switch (golden) {
      case SAME -> "same";
      case DIFFERENT -> "different";
      case NONE -> "none";
    };
  }
}
