package org.seamreplay.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program without a command. */
@Command(
    name = "seamreplay",
    description =
        "Runs the kernel's own TDX code against a TDX module in Java and records every SEAMCALL.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  seamreplay run                                   the series that comes along",
      "  seamreplay run --kernel ~/linux --scenario boot  boot a kernel tree's tdx.c",
      "  seamreplay run --kernel ~/linux --watch          again after each change",
      "  seamreplay record --kernel ~/linux --accept      keep what it does as golden",
      "  seamreplay bisect --kernel ~/linux --series S    the patch that breaks it",
      "  seamreplay compare v1.mbox v2.mbox --kernel ~/l  what v2 does differently",
      "  seamreplay coverage --lcov tdx.info              added lines never executed",
      "  seamreplay diff old.jsonl new.jsonl              two traces, call by call",
      "  seamreplay verify traces                         the module without a kernel",
      "  seamreplay module check vectors.jsonl            against a real module",
      "  seamreplay import kprobe trace.txt               a recording of real hardware",
      "  seamreplay bundle create v3.bundle --series S    all of a replay in one file",
      "  seamreplay shim check --kernel ~/linux           what a tree needs and lacks",
      "  seamreplay quote verify quote.bin                a DICE-based TDX quote",
      "  seamreplay vm run hello.c                        a plain C file in the VM",
      "",
      "Exit codes: 0 as expected; 1 divergence or finding; 2 bad input or usage; 3 not modelled or"
          + " internal; 125 cannot be built."
    },
    subcommands = {
      RunCommand.class,
      RecordCommand.class,
      BisectCommand.class,
      CompareCommand.class,
      CoverageCommand.class,
      DiffCommand.class,
      VerifyCommand.class,
      ModuleCommand.class,
      ImportCommand.class,
      BundleCommand.class,
      ScenarioCommand.class,
      ShimCommand.class,
      QuoteCommand.class,
      VmCommand.class
    })
final class SeamreplayCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
