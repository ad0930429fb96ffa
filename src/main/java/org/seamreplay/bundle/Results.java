package org.seamreplay.bundle;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.seamreplay.ir.Digest;
import org.seamreplay.replay.judge.JudgedFinding;
import org.seamreplay.replay.judge.Verdict;
import org.seamreplay.replay.run.Recording;
import org.seamreplay.replay.series.Cell;
import org.seamreplay.replay.series.SeriesOutcome;
import org.seamreplay.replay.series.StepOutcome;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.TraceHeader;
import org.seamreplay.trace.json.TraceWriter;
import org.seamreplay.vm.Finding;
import org.seamreplay.vm.SourceFrame;

/**
 * What an outcome comes to, run by run: how the run ended, its trace byte for byte, its findings,
 * what the kernel printed and how it compares with the golden trace. The version of this program
 * does not count.
 *
 * @param digests SHA-256 of each cell, by cell; of a step that cannot be built one digest
 * @param traces the traces of cells whose trace is not that of the step before
 */
record Results(SortedMap<String, String> digests, SortedMap<String, byte[]> traces) {

  static Results of(SeriesOutcome outcome) {
    SortedMap<String, String> digests = new TreeMap<>();
    SortedMap<String, byte[]> traces = new TreeMap<>();
    byte[][] last = new byte[outcome.runs().size()][0];
    for (StepOutcome step : outcome.steps()) {
      if (!step.built()) {
        Digest digest = new Digest().add(step.failure().orElse(""));
        step.details().forEach(digest::add);
        digests.put(Names.cell(step.number(), "build"), digest.hex());
      }
      for (int run = 0; run < step.cells().size(); run++) {
        Cell cell = step.cells().get(run);
        String name = Names.cell(step.number(), cell.verdict().recording().run().name());
        byte[] trace = trace(cell.verdict().recording());
        digests.put(name, digest(cell.verdict(), trace));
        if (trace.length > 0 && (last[run].length == 0 || !cell.change().isEmpty())) {
          traces.put(name, trace);
        }
        last[run] = trace;
      }
    }
    return new Results(digests, traces);
  }

  /** The trace as if no program in particular had written it; nothing if there is none. */
  private static byte[] trace(Recording recording) {
    if (recording.trace().isEmpty()) {
      return new byte[0];
    }
    Trace trace = recording.trace().get();
    TraceHeader h = trace.header();
    TraceHeader header =
        new TraceHeader(
            "seamreplay", h.kernel(), h.tree(), h.series(), h.scenario(), h.platform(), h.module());
    return TraceWriter.toText(new Trace(header, trace.lines())).getBytes(US_ASCII);
  }

  private static String digest(Verdict verdict, byte[] trace) {
    Recording recording = verdict.recording();
    Digest digest = new Digest().add(recording.end().name()).add(recording.reason()).add(trace);
    recording.stack().forEach(frame -> digest.add(shown(frame)));
    for (Finding finding : recording.findings()) {
      digest.add(finding.kind().id()).add(finding.message());
      finding.details().forEach(digest::add);
      finding.stack().forEach(frame -> digest.add(shown(frame)));
    }
    recording.log().forEach(digest::add);
    digest.add(verdict.golden().name());
    add(digest, verdict.problems());
    add(digest, verdict.known());
    return digest.hex();
  }

  private static void add(Digest digest, List<JudgedFinding> problems) {
    digest.add(Integer.toString(problems.size()));
    for (JudgedFinding problem : problems) {
      digest.add(problem.kind()).add(problem.message());
      problem.details().forEach(detail -> digest.add(detail.label()).add(detail.text()));
      problem.stack().forEach(frame -> digest.add(shown(frame)));
    }
  }

  private static String shown(SourceFrame frame) {
    return frame + ":" + frame.column();
  }
}
