package org.seamreplay.junit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;
import org.seamreplay.replay.judge.Verdict;
import org.seamreplay.replay.run.Recording;
import org.seamreplay.replay.series.Cell;
import org.seamreplay.replay.series.SeriesOutcome;
import org.seamreplay.replay.series.StepOutcome;
import org.seamreplay.report.TextReport;

/** The tests of one step; their names say what is run, never a number of a test. */
final class StepTests {
  private StepTests() {}

  static DynamicContainer of(SeriesOutcome outcome, StepOutcome step) {
    List<DynamicTest> tests = new ArrayList<>();
    if (!step.built()) {
      tests.add(DynamicTest.dynamicTest("can be built", () -> fail(step)));
    }
    if (step.claim() != StepOutcome.Claim.NONE) {
      tests.add(DynamicTest.dynamicTest("makes no functional change", () -> checkClaim(step)));
    }
    for (Cell cell : step.cells()) {
      Recording recording = cell.verdict().recording();
      String name = recording.run().name() + " / " + recording.run().platform();
      tests.add(DynamicTest.dynamicTest(name, () -> check(cell.verdict())));
    }
    return DynamicContainer.dynamicContainer(name(outcome, step), tests);
  }

  private static String name(SeriesOutcome outcome, StepOutcome step) {
    return step.number() == 0 ? outcome.kernel() : step.label() + " " + step.subject();
  }

  private static void fail(StepOutcome step) {
    throw new AssertionFailedError(
        String.join("\n", step.failure().orElseThrow(), String.join("\n", step.details())));
  }

  private static void checkClaim(StepOutcome step) {
    if (step.claim() == StepOutcome.Claim.NOT_SEEN) {
      throw new TestAbortedException("no run differs, but no run has seen all of the patch");
    }
    if (step.claim() == StepOutcome.Claim.BROKEN) {
      List<String> changed =
          step.cells().stream()
              .filter(cell -> !cell.change().isEmpty())
              .map(cell -> cell.verdict().recording().run().name())
              .toList();
      throw new AssertionFailedError(
          "the commit message says that nothing changes, but it does in "
              + String.join(", ", changed));
    }
  }

  private static void check(Verdict verdict) {
    if (verdict.recording().end() == Recording.End.NOT_APPLICABLE && verdict.problems().isEmpty()) {
      throw new TestAbortedException(verdict.recording().reason());
    }
    if (!verdict.problems().isEmpty() || verdict.recording().end() == Recording.End.NOT_MODELLED) {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      try (PrintStream out = new PrintStream(text, true, UTF_8)) {
        new TextReport(out).problems(List.of(verdict));
      }
      throw new AssertionFailedError(text.toString(UTF_8).strip());
    }
  }
}
