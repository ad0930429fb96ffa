package org.seamreplay.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.seamreplay.compile.Compiler;
import org.seamreplay.replay.boundary.BadInput;
import org.seamreplay.vm.Finding;
import org.seamreplay.vm.SourceFrame;
import org.seamreplay.vm.hosted.BadProgram;
import org.seamreplay.vm.hosted.HostedProgram;
import org.seamreplay.vm.hosted.HostedResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code seamreplay vm}. */
@Command(
    name = "vm",
    description = "Runs plain C in the virtual machine.",
    mixinStandardHelpOptions = true,
    subcommands = VmCommand.Run.class)
final class VmCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing: vm run");
  }

  /** {@code seamreplay vm run}. */
  @Command(
      name = "run",
      description = {
        "Runs a C file with the checks that kernel code gets. Its headers are the ones that come"
            + " along: stdio.h, stdlib.h, string.h and the like.",
        "The exit code is that of the program; 1 if it ends well but the VM found a defect."
      },
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "Examples:",
        "  seamreplay vm run hello.c",
        "  seamreplay vm run -O2 sort.c 3 1 2        with arguments",
        "  seamreplay vm run --entry selftest list.c"
      })
  static final class Run extends Main.EnvironmentCommand implements Callable<Integer> {
    /** Enough to see a recursion turn round. */
    private static final int SHOWN_FRAMES = 20;

    @Option(
        names = "--entry",
        paramLabel = "FUNCTION",
        defaultValue = "main",
        description = "The function to start with; default: ${DEFAULT-VALUE}.")
    private String entry;

    @Option(
        names = "-O",
        paramLabel = "LEVEL",
        defaultValue = "0",
        description = "Optimisation level of the compiler, 0 to 3; default: ${DEFAULT-VALUE}.")
    private int level;

    @Parameters(index = "0", paramLabel = "FILE.c", description = "The program.")
    private Path file;

    @Parameters(index = "1..*", paramLabel = "ARGUMENT", description = "What argv holds.")
    private List<String> arguments = List.of();

    @Override
    public Integer call() {
      if (level < 0 || level > 3) {
        throw new BadInput("no such optimisation level: " + level + "; use 0 to 3");
      }
      Progress progress = new Progress(environment);
      Compiler compiler = new Compiler(environment.cache(), progress::say);
      List<String> argv = new ArrayList<>(List.of(file.toString()));
      argv.addAll(arguments);
      HostedResult result;
      try {
        result =
            HostedProgram.run(
                compiler.plainFile(file, level),
                entry,
                argv,
                environment.terminalOut() ? environment.out() : environment.out().raw(),
                environment.terminal() ? environment.err() : environment.err().raw(),
                HostedProgram.BUDGET);
      } catch (BadProgram e) {
        throw new BadInput(e.getMessage());
      } finally {
        progress.done();
      }
      environment.out().flush();
      result.findings().forEach(this::print);
      if (result.notModelled().isPresent()) {
        throw result.notModelled().get();
      }
      int status = result.exitStatus().orElse(ExitCode.FINDING);
      return status == 0 && !result.findings().isEmpty() ? ExitCode.FINDING : status;
    }

    private void print(Finding finding) {
      environment.err().println(finding.kind().id() + ": " + finding.message());
      String label = "at";
      List<SourceFrame> stack = finding.stack();
      for (SourceFrame frame : stack.subList(0, Math.min(stack.size(), SHOWN_FRAMES))) {
        environment
            .err()
            .printf(
                Locale.ROOT,
                "  %-4s  %s:%d in %s%n",
                label,
                frame.file(),
                frame.line(),
                frame.function());
        label = "from";
      }
      if (stack.size() > SHOWN_FRAMES) {
        environment.err().println("  and " + (stack.size() - SHOWN_FRAMES) + " more");
      }
      finding.details().forEach(detail -> environment.err().println("  " + detail));
    }
  }
}
