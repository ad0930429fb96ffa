package org.seamreplay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.seamreplay.compile.CompileFailed;
import org.seamreplay.compile.Diagnostic;
import org.seamreplay.compile.Toolchain;
import org.seamreplay.platform.InvalidFile;
import org.seamreplay.replay.boundary.BadInput;
import org.seamreplay.scenario.NearNames;
import org.seamreplay.series.BadSeries;
import org.seamreplay.tree.BadTree;
import org.seamreplay.vm.LinkFailed;
import org.seamreplay.vm.NotModelled;
import picocli.CommandLine;
import picocli.CommandLine.IVersionProvider;

/** Entry point: runs a command and turns what goes wrong into one line and an exit code. */
public final class Main {
  private static final int SHOWN_DIAGNOSTICS = 10;

  private Main() {}

  /** Runs the command that the arguments name and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Map<String, String> variables = System.getenv();
    Environment environment =
        new Environment(
            Terminal.results(System.out),
            Terminal.messages(System.err),
            variables,
            Boolean.getBoolean("seamreplay.terminal"),
            Boolean.getBoolean("seamreplay.terminal.out"));
    Thread.setDefaultUncaughtExceptionHandler((thread, e) -> failed(environment, e));
    System.exit(run(environment, arguments));
  }

  /** Runs the command that the arguments name; returns its exit code. */
  static int run(Environment environment, String... arguments) {
    CommandLine line = new CommandLine(new SeamreplayCommand(), new CommandFactory(environment));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    // An argument that starts with @ is an argument, not a file of more.
    line.setExpandAtFiles(false);
    line.registerConverter(Path.class, Main::path);
    line.setOut(new PrintWriter(environment.out(), true, UTF_8));
    line.setErr(new PrintWriter(environment.err(), true, UTF_8));
    line.setParameterExceptionHandler((e, given) -> usage(environment, e));
    line.setExecutionExceptionHandler((e, command, parsed) -> failed(environment, e));
    try {
      return line.execute(arguments);
    } catch (Throwable e) {
      // Not only exceptions: whatever a stranger's file does to this program has one line.
      return failed(environment, e);
    } finally {
      environment.out().flush();
      environment.err().flush();
    }
  }

  private static int usage(Environment environment, CommandLine.ParameterException e) {
    CommandLine command = e.getCommandLine();
    StringBuilder text = new StringBuilder("seamreplay: ");
    text.append(startingLow(String.valueOf(e.getMessage())));
    String near =
        e instanceof CommandLine.UnmatchedArgumentException unmatched
            ? near(unmatched.getUnmatched().get(0), command.getCommandSpec())
            : "";
    text.append(
        near.isEmpty() ? "; see '" + command.getCommandSpec().qualifiedName() + " --help'" : near);
    environment.err().println(text);
    return ExitCode.BAD_INPUT;
  }

  /**
   * Options or commands that look like what was typed; picocli has no answer to swapped letters.
   */
  private static String near(String typed, CommandLine.Model.CommandSpec command) {
    return typed.startsWith("-")
        ? NearNames.near(typed.replaceFirst("=.*", ""), command.optionsMap().keySet())
        : NearNames.near(typed, command.subcommands().keySet());
  }

  /** Says what went wrong, in one line; returns the exit code for it. */
  static int failed(Environment environment, Throwable e) {
    if (e instanceof BadInput
        || e instanceof InvalidFile
        || e instanceof BadSeries
        || e instanceof BadTree
        || e instanceof LinkFailed) {
      environment.err().println("seamreplay: " + e.getMessage());
      return ExitCode.BAD_INPUT;
    }
    if (e instanceof CompileFailed compile) {
      environment.err().println("seamreplay: " + compile.getMessage());
      compile.diagnostics().stream()
          .filter(Diagnostic::isError)
          .skip(1)
          .limit(SHOWN_DIAGNOSTICS)
          .forEach(diagnostic -> environment.err().println("  " + diagnostic));
      return switch (compile.reason()) {
        case BAD_PATH, ERRORS, REFUSED, LIMIT -> ExitCode.BAD_INPUT;
        case COMPILER, NOT_MODELLED -> ExitCode.NOT_MODELLED;
      };
    }
    if (e instanceof NotModelled missing) {
      environment.err().println("seamreplay: not modelled: " + missing.getMessage());
      missing.stack().stream()
          .limit(4)
          .forEach(
              frame ->
                  environment
                      .err()
                      .println(
                          "  " + frame.file() + ":" + frame.line() + " in " + frame.function()));
      return ExitCode.NOT_MODELLED;
    }
    if (e instanceof OutOfMemoryError) {
      environment
          .err()
          .println(
              "seamreplay: out of memory; give it more with SEAMREPLAY_JAVA_OPTS=-Xmx4g, or give it"
                  + " less to read");
      return ExitCode.NOT_MODELLED;
    }
    environment.err().println("seamreplay: internal error: " + e + place(e));
    return ExitCode.NOT_MODELLED;
  }

  /** Where in the program an internal error comes from: for a report to its authors. */
  private static String place(Throwable e) {
    StackTraceElement[] stack = e.getStackTrace();
    return stack.length == 0 ? "" : " at " + stack[0] + "; please report it";
  }

  private static String startingLow(String text) {
    return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new CommandLine.TypeConversionException("'" + text + "' is no path");
    }
  }

  /** Gives commands their environment. */
  private record CommandFactory(Environment environment) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      if (EnvironmentCommand.class.isAssignableFrom(type)) {
        EnvironmentCommand command =
            (EnvironmentCommand) type.getDeclaredConstructor().newInstance();
        command.environment = environment;
        return type.cast(command);
      }
      return CommandLine.defaultFactory().create(type);
    }
  }

  /** A command that prints or reads. */
  abstract static class EnvironmentCommand {
    Environment environment;
  }

  /** The version of this program. */
  static String version() {
    return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  /** Prints name and version. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"seamreplay " + version(), new Toolchain(m -> {}).description()};
    }
  }
}
