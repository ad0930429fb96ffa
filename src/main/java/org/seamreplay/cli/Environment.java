package org.seamreplay.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.seamreplay.compile.UserCache;

/**
 * What surrounds a command.
 *
 * @param out results
 * @param err messages and progress
 * @param variables environment variables
 * @param terminal whether a person watches {@code err}
 * @param terminalOut whether a person watches {@code out}
 * @param userCache where compiled units are kept
 */
record Environment(
    Terminal out,
    Terminal err,
    Map<String, String> variables,
    boolean terminal,
    boolean terminalOut,
    UserCache userCache) {
  /** With the cache of the user that the variables name. */
  Environment(
      Terminal out,
      Terminal err,
      Map<String, String> variables,
      boolean terminal,
      boolean terminalOut) {
    this(
        out,
        err,
        variables,
        terminal,
        terminalOut,
        new UserCache(variables, home(variables), text -> err.println("seamreplay: " + text)));
  }

  /** Output goes into a file or a pipe. */
  Environment(PrintStream out, PrintStream err, Map<String, String> variables, boolean terminal) {
    this(Terminal.results(out), Terminal.messages(err), variables, terminal, false);
  }

  /** Where compiled units are kept. */
  Path cache() {
    return userCache.path();
  }

  private static Path home(Map<String, String> variables) {
    String home = variables.getOrDefault("HOME", "");
    return Path.of(home.isEmpty() ? System.getProperty("java.io.tmpdir") : home);
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
