package org.seamreplay.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.seamreplay.diff.TraceComparison;
import org.seamreplay.replay.BadInput;
import org.seamreplay.replay.GoldenTraces;
import org.seamreplay.replay.KernelTree;
import org.seamreplay.replay.Recording;
import org.seamreplay.replay.Verdict;
import org.seamreplay.report.TextReport;
import org.seamreplay.trace.Trace;
import org.seamreplay.trace.TraceWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code seamreplay record}. */
@Command(
    name = "record",
    description = {
      "Runs scenarios and keeps their traces as golden traces.",
      "A new trace without findings is written; one with findings, or one that would change, is"
          + " shown and written with --accept only."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RecordCommand extends Main.EnvironmentCommand implements Callable<Integer> {
  @Mixin private Selection selection;

  @Option(names = "--accept", description = "Overwrite golden traces that change.")
  private boolean accept;

  @Option(
      names = "--allow-ci",
      description = "Write even if the environment variable CI says that a build server runs this.")
  private boolean allowCi;

  private static final Set<String> EXPECTATIONS =
      Set.of("return-value", "kernel-log", "missing-finding");

  private enum Change {
    NEW,
    SAME,
    NOISE,
    DIFFERENT
  }

  private record Result(Verdict verdict, Change change, Path file) {}

  @Override
  public Integer call() {
    if (environment.continuousIntegration() && !allowCi) {
      throw new BadInput(
          "record writes golden traces, which must not happen in CI; use 'run' there, or"
              + " --allow-ci if it is meant");
    }
    KernelTree tree = selection.tree(environment);
    GoldenTraces golden = new GoldenTraces(selection.traces());
    golden.prepare(tree);
    Session session = new Session(environment, tree, selection.jobs());
    List<Result> results = new ArrayList<>();
    for (Verdict verdict : session.judge(selection.runs(), golden)) {
      results.add(
          new Result(
              verdict,
              change(tree, verdict, golden),
              golden.file(tree, verdict.recording().run())));
    }
    TextReport report = new TextReport(environment.out());
    report.table(results.stream().map(Result::verdict).toList());
    report.problems(results.stream().map(Result::verdict).toList());
    environment.out().println();
    int written = 0;
    int refused = 0;
    for (Result result : results) {
      if (!complete(result.verdict().recording())) {
        continue;
      }
      boolean fine = result.change() == Change.NEW && result.verdict().problems().isEmpty();
      boolean write = fine || (accept && result.change() != Change.SAME);
      if (write) {
        golden.write(
            tree,
            result.verdict().recording().run(),
            result.verdict().recording().trace().orElseThrow());
        written++;
      } else if (result.change() == Change.DIFFERENT || result.change() == Change.NEW) {
        refused++;
      }
      show(result, write);
    }
    environment.out().println();
    environment
        .out()
        .println(
            written
                + " written, "
                + refused
                + " kept back"
                + (refused > 0 ? "; write them with --accept if they are as they should be" : ""));
    List<Verdict> verdicts = results.stream().map(Result::verdict).toList();
    int code = RunCommand.exitCode(verdicts);
    return code == ExitCode.FINDING && refused == 0 && !unexpected(verdicts) ? ExitCode.OK : code;
  }

  /** Whether a run was not what its scenario expects, which no golden trace makes good. */
  private static boolean unexpected(List<Verdict> verdicts) {
    return verdicts.stream()
        .flatMap(v -> v.problems().stream())
        .anyMatch(p -> EXPECTATIONS.contains(p.kind()));
  }

  /** Only a run that came to its end is worth keeping. */
  private static boolean complete(Recording recording) {
    return recording.end() == Recording.End.DONE && recording.trace().isPresent();
  }

  private static Change change(KernelTree tree, Verdict verdict, GoldenTraces golden) {
    Recording recording = verdict.recording();
    Optional<Trace> before = golden.find(tree, recording.run());
    if (before.isEmpty()) {
      return Change.NEW;
    }
    if (recording.trace().isEmpty()) {
      return Change.DIFFERENT;
    }
    Trace now = recording.trace().get();
    if (TraceWriter.toText(before.get()).equals(TraceWriter.toText(now))) {
      return Change.SAME;
    }
    return TraceComparison.firstDifference(before.get(), now).isPresent()
        ? Change.DIFFERENT
        : Change.NOISE;
  }

  private void show(Result result, boolean written) {
    String what =
        switch (result.change()) {
          case NEW -> result.verdict().problems().isEmpty() ? "new" : "new, with findings";
          case SAME -> "";
          case NOISE -> "same but for line numbers, stacks or folding";
          case DIFFERENT -> "differs";
        };
    if (!what.isEmpty()) {
      environment
          .out()
          .println((written ? "wrote " : "did not write ") + result.file() + " (" + what + ")");
    }
  }
}
