package org.seamreplay.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What surrounds a command.
 *
 * @param out results
 * @param err messages and progress
 * @param variables environment variables
 * @param terminal whether a person watches {@code err}
 * @param terminalOut whether a person watches {@code out}
 */
record Environment(
    PrintStream out,
    PrintStream err,
    Map<String, String> variables,
    boolean terminal,
    boolean terminalOut) {
  /** Output goes into a file or a pipe. */
  Environment(PrintStream out, PrintStream err, Map<String, String> variables, boolean terminal) {
    this(out, err, variables, terminal, false);
  }

  /** Where compiled units are kept: the user's cache directory as XDG has it. */
  Path cache() {
    Path base =
        variable("XDG_CACHE_HOME")
            .map(Path::of)
            .orElseGet(
                () ->
                    Path.of(variable("HOME").orElse(System.getProperty("java.io.tmpdir")))
                        .resolve(".cache"));
    return base.resolve("seamreplay");
  }

  /** Whether a build server runs the command. */
  boolean continuousIntegration() {
    return variable("CI").filter(value -> !value.equals("false") && !value.equals("0")).isPresent();
  }

  /** Whether the user wants no colours, see no-color.org. */
  boolean noColour() {
    return variable("NO_COLOR").isPresent();
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }
}
