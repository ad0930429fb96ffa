package org.seamreplay.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.seamreplay.diff.Divergence;
import org.seamreplay.diff.DivergenceLines;
import org.seamreplay.diff.SourceText;
import org.seamreplay.diff.TraceFileDiff;
import org.seamreplay.input.InputFile;
import org.seamreplay.replay.boundary.BadInput;
import org.seamreplay.text.Plural;
import org.seamreplay.trace.json.JsonText;
import org.seamreplay.trace.json.TraceFormatException;
import org.seamreplay.vm.SourceFrame;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code seamreplay diff}. */
@Command(
    name = "diff",
    description = {
      "Compares two traces by what they mean and shows all differences: calls that are missing,"
          + " extra or moved, operands, results, memory, kernel log, return values and findings.",
      "Numbers of calls, line numbers, stacks and how loops are folded are no differences.",
      "",
      "Exit status: 0 both mean the same, 1 they differ, 2 a file cannot be read or is no trace."
    },
    footer = {
      "",
      "Examples:",
      "  seamreplay diff traces/linux-7.2/boot.jsonl traces/linux-7.3/boot.jsonl",
      "  seamreplay diff --kernel ~/linux golden.jsonl got.jsonl  with the C lines",
      "  seamreplay diff --stat golden.jsonl got.jsonl            how many of a kind",
      "  seamreplay diff --json golden.jsonl got.jsonl | jq .cause"
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class DiffCommand extends Main.EnvironmentCommand implements Callable<Integer> {
  private static final int MOST_CONTEXT = 3;

  @Parameters(index = "0", paramLabel = "EXPECTED", description = "A trace, for example a golden.")
  private Path expected;

  @Parameters(index = "1", paramLabel = "GOT", description = "The trace to compare with it.")
  private Path got;

  @Option(names = "--json", description = "One JSON object for each difference, a line each.")
  private boolean json;

  @Option(names = "--stat", description = "How many differences of which kind, by call.")
  private boolean stat;

  @Option(
      names = "--context",
      paramLabel = "N",
      description = "Lines of source before and after the C line, 0 to 3 (default: 1).")
  private int context = 1;

  @Option(
      names = "--kernel",
      paramLabel = "PATH",
      description = "The tree that GOT was recorded on, to show the C lines.")
  private Optional<Path> kernel = Optional.empty();

  @Override
  public Integer call() {
    if (context < 0 || context > MOST_CONTEXT) {
      throw new BadInput("--context: must be 0 to " + MOST_CONTEXT + ", not " + context);
    }
    if (kernel.isPresent() && !Files.isDirectory(kernel.get())) {
      throw new BadInput("--kernel: " + kernel.get() + ": no such directory");
    }
    List<Divergence> all = compare();
    if (json) {
      all.forEach(this::printJson);
    } else if (stat) {
      printStatistics(all);
    } else {
      SourceText sources = kernel.<SourceText>map(TreeLines::new).orElse(SourceText.NONE);
      for (Divergence d : all) {
        DivergenceLines.of(d, sources, context).forEach(environment.out()::println);
        environment.out().println();
      }
      if (all.size() > 1) {
        environment.out().println(Plural.of(all.size(), "difference"));
      }
    }
    return all.isEmpty() ? ExitCode.OK : ExitCode.FINDING;
  }

  private List<Divergence> compare() {
    for (Path file : List.of(expected, got)) {
      if (Files.isDirectory(file)) {
        throw new BadInput(file + ": is a directory; name a trace in it");
      }
    }
    try {
      return TraceFileDiff.between(expected, got);
    } catch (TraceFormatException e) {
      throw new BadInput(e.getMessage(), e);
    } catch (IOException e) {
      throw new BadInput(InputFile.complaint(e), e);
    }
  }

  private void printStatistics(List<Divergence> all) {
    Map<Divergence.Kind, Map<String, Integer>> counts = new EnumMap<>(Divergence.Kind.class);
    for (Divergence d : all) {
      counts.computeIfAbsent(d.kind(), kind -> new TreeMap<>()).merge(d.call(), 1, Integer::sum);
    }
    counts.forEach(
        (kind, calls) ->
            calls.forEach(
                (call, count) ->
                    environment.out().println(count + "  " + kind.id() + "  " + call)));
    environment.out().println(Plural.of(all.size(), "difference"));
  }

  private void printJson(Divergence d) {
    JsonText text = new JsonText().open().put("kind", d.kind().id()).put("call", d.call());
    text.put("expectedAt", d.expectedAt()).put("gotAt", d.gotAt()).put("calls", d.calls());
    text.put("what", d.what()).put("expected", d.expected()).put("got", d.got());
    text.openArray("stack");
    for (SourceFrame frame : d.stack()) {
      text.open().put("function", frame.function()).put("file", frame.file());
      text.put("line", frame.line()).close();
    }
    environment.out().println(text.closeArray().put("cause", d.cause()).close());
  }
}
