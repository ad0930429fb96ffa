package org.seamreplay.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.seamreplay.compile.Compiler;
import org.seamreplay.replay.run.KernelTree;
import org.seamreplay.replay.run.ShimReport;
import org.seamreplay.replay.run.Shipped;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code seamreplay shim}. */
@Command(
    name = "shim",
    description = "Looks at the kernel headers that trees are compiled against.",
    mixinStandardHelpOptions = true,
    subcommands = ShimCommand.CheckCommand.class)
final class ShimCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing: shim check");
  }

  /** {@code seamreplay shim check}. */
  @Command(
      name = "check",
      description = "Lists what a kernel tree needs and the shim lacks.",
      mixinStandardHelpOptions = true)
  static final class CheckCommand extends Main.EnvironmentCommand implements Callable<Integer> {
    @Option(
        names = "--kernel",
        paramLabel = "PATH",
        description = "Root of a kernel source tree; default: the kernel code that comes along.")
    private Path kernel;

    @Override
    public Integer call() {
      KernelTree tree =
          KernelTree.open(kernel != null ? kernel : Shipped.KERNEL.unpack(environment.cache()));
      Progress progress = new Progress(environment);
      ShimReport check = ShimReport.of(tree, new Compiler(environment.cache(), progress::say));
      progress.done();
      check.lines().forEach(environment.out()::println);
      return check.complete() ? ExitCode.OK : ExitCode.NOT_MODELLED;
    }
  }
}
