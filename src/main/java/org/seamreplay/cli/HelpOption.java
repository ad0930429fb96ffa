package org.seamreplay.cli;

import picocli.CommandLine.Option;

/** Only the help of the standard options, for commands where --version is a series' version. */
final class HelpOption {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean asked;
}
