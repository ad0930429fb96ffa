package org.seamreplay.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.seamreplay.diff.Divergence;
import org.seamreplay.replay.boundary.BadInput;
import org.seamreplay.replay.boundary.LoadedProfiles;
import org.seamreplay.replay.golden.TraceFiles;
import org.seamreplay.replay.golden.TraceOwner;
import org.seamreplay.replay.golden.TraceVerification;
import org.seamreplay.replay.series.Runner;
import org.seamreplay.text.Plural;
import org.seamreplay.trace.json.JsonText;
import org.seamreplay.vm.NotModelled;
import org.seamreplay.vm.SourceFrame;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code seamreplay verify}. */
@Command(
    name = "verify",
    description = {
      "Makes the SEAMCALLs of traces again, without any kernel, and compares what the TDX module"
          + " answers with what the trace says.",
      "",
      "Exit status: 0 every answer is the same, 1 the module answers in another way, 2 a file is no"
          + " trace, belongs to no scenario, or does not say enough."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class VerifyCommand extends Main.EnvironmentCommand implements Callable<Integer> {
  private static final int SHOWN_DIVERGENCES = 5;
  private static final int SHOWN_FRAMES = 3;

  @Parameters(
      paramLabel = "TRACE",
      arity = "1..*",
      description = "A trace, or a directory: all traces below it.")
  private List<Path> traces = new ArrayList<>();

  @Option(
      names = "--scenario",
      paramLabel = "NAME|FILE",
      description = "Where else scenarios are looked for; may be repeated.")
  private List<String> scenarios = new ArrayList<>();

  @Option(
      names = "--platform",
      paramLabel = "NAME|FILE",
      description = "The machine, instead of the one that a trace names.")
  private Optional<String> platform = Optional.empty();

  @Option(
      names = "--module",
      paramLabel = "NAME|FILE",
      description = "The TDX module, instead of the one that a trace names.")
  private Optional<String> module = Optional.empty();

  @Option(names = "--json", description = "One JSON object for each trace, a line each.")
  private boolean json;

  /** What came of a trace: an answer, or why there is none. */
  private record Result(Path file, Optional<TraceVerification> answer, int code, String problem) {}

  @Override
  public Integer call() {
    List<Path> files = TraceFiles.of(traces);
    TraceOwner owner = TraceOwner.of(scenarios, platform, module);
    LoadedProfiles profiles = new LoadedProfiles();
    int jobs = Runtime.getRuntime().availableProcessors();
    List<Result> results =
        new Runner(jobs).all(files, file -> verify(file, owner, profiles), file -> {});
    results.forEach(json ? this::printJson : this::print);
    long same = results.stream().filter(r -> r.code() == ExitCode.OK).count();
    if (!json && results.size() > 1) {
      environment.out().println(same + " of " + Plural.of(results.size(), "trace") + " verify");
    }
    return results.stream().mapToInt(Result::code).max().orElse(ExitCode.OK);
  }

  private static Result verify(Path file, TraceOwner owner, LoadedProfiles profiles) {
    try {
      TraceVerification answer = TraceVerification.of(file, owner, profiles);
      int code = answer.divergences().isEmpty() ? ExitCode.OK : ExitCode.FINDING;
      return new Result(file, Optional.of(answer), code, "");
    } catch (BadInput e) {
      return new Result(file, Optional.empty(), ExitCode.BAD_INPUT, e.getMessage());
    } catch (NotModelled e) {
      String problem = file + ": not modelled: " + e.getMessage();
      return new Result(file, Optional.empty(), ExitCode.NOT_MODELLED, problem);
    }
  }

  private void print(Result result) {
    if (result.answer().isEmpty()) {
      environment.err().println("seamreplay: " + result.problem());
      return;
    }
    TraceVerification answer = result.answer().get();
    List<Divergence> divergences = answer.divergences();
    environment
        .out()
        .println(
            result.file()
                + ": "
                + Plural.of(answer.trace().callCount(), "SEAMCALL")
                + ", "
                + (divergences.isEmpty() ? "all answers the same" : differ(divergences)));
    divergences.stream().limit(SHOWN_DIVERGENCES).forEach(this::print);
    if (divergences.size() > SHOWN_DIVERGENCES) {
      int more = divergences.size() - SHOWN_DIVERGENCES;
      environment.out().println("  and " + more + " more; --json shows all");
    }
  }

  private static String differ(List<Divergence> divergences) {
    return divergences.size() == 1 ? "one answer differs" : divergences.size() + " answers differ";
  }

  private void print(Divergence d) {
    line("  #" + Math.max(d.expectedAt(), d.gotAt()) + "  " + d.call() + "  " + d.what());
    line("    trace   " + (d.expected().isEmpty() ? "nothing" : d.expected()));
    line("    module  " + (d.got().isEmpty() ? "nothing" : d.got()));
    for (SourceFrame frame : d.stack().subList(0, Math.min(SHOWN_FRAMES, d.stack().size()))) {
      line("    at      " + frame.file() + ":" + frame.line() + " in " + frame.function());
    }
  }

  private void line(String text) {
    environment.out().println(text.stripTrailing());
  }

  private void printJson(Result result) {
    JsonText text = new JsonText().open().put("trace", result.file().toString());
    text.put("verifies", result.code() == ExitCode.OK);
    if (result.answer().isEmpty()) {
      text.put("problem", result.problem());
    } else {
      text.put("calls", result.answer().get().trace().callCount());
      text.openArray("divergences");
      for (Divergence d : result.answer().get().divergences()) {
        text.open().put("kind", d.kind().id()).put("call", d.call()).put("at", d.expectedAt());
        text.put("what", d.what()).put("trace", d.expected()).put("module", d.got());
        text.put("cause", d.cause()).close();
      }
      text.closeArray();
    }
    environment.out().println(text.close());
  }
}
