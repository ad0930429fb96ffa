package org.seamreplay.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.seamreplay.compile.Leftovers;
import org.seamreplay.report.Printable;

/**
 * Runs hostile cases one after the other in a process that {@link HostileTests} starts with a small
 * heap, and prints for each what is wrong with what the program did, or nothing.
 */
final class HostileRun {
  private static final int SECONDS = 10;
  private static final int LONGEST = Terminal.LONGEST_MESSAGE + "seamreplay: ...".length();
  private static final String NAME = "seamreplay: ";

  private final Path scratch;

  /** Threads that do not end keep nobody waiting. */
  private final ExecutorService executor =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "case");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * What the program did.
   *
   * @param code exit code
   * @param out standard output
   * @param err standard error
   */
  record Outcome(int code, String out, String err) {}

  private HostileRun(Path scratch) {
    this.scratch = scratch;
  }

  /**
   * Runs the cases of tables, a line of output each.
   *
   * @param arguments a directory for files, then names of tables; {@code -} in front prints what is
   *     said in place of what is wrong, for who writes a table
   */
  public static void main(String[] arguments) throws IOException {
    boolean show = arguments[0].equals("-");
    List<String> all = List.of(arguments).subList(show ? 1 : 0, arguments.length);
    HostileRun runs = new HostileRun(Path.of(all.get(0)));
    for (String reader : all.subList(1, all.size())) {
      for (HostileCase one : HostileCase.of(reader)) {
        System.out.println(one.place() + "\t" + runs.result(one, show));
      }
    }
    System.exit(0);
  }

  private String result(HostileCase one, boolean show) throws IOException {
    Path directory = Files.createTempDirectory(scratch, "case");
    try {
      HostileInput input = new HostileInput(directory);
      for (Map.Entry<String, String> file : one.inputs().entrySet()) {
        input.make(file.getKey(), file.getValue());
      }
      long start = System.nanoTime();
      Outcome outcome = outcome(one, directory);
      long millis = (System.nanoTime() - start) / 1_000_000;
      String problem = problem(one, outcome).orElse("");
      return show ? millis + " ms\t" + shown(outcome) + "\t" + problem : problem;
    } catch (TimeoutException e) {
      return "did not end within " + SECONDS + " s";
    } finally {
      Leftovers.delete(directory);
    }
  }

  private Outcome outcome(HostileCase one, Path directory) throws TimeoutException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Environment environment =
        new Environment(
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            System.getenv(),
            false);
    String[] command = command(one, directory).toArray(String[]::new);
    try {
      int code =
          executor.submit(() -> Main.run(environment, command)).get(SECONDS, TimeUnit.SECONDS);
      return new Outcome(
          code, relative(out.toString(UTF_8), directory), relative(err.toString(UTF_8), directory));
    } catch (InterruptedException | ExecutionException e) {
      return new Outcome(-1, "", "thrown: " + e);
    }
  }

  /** The command line with the paths of files. */
  static List<String> command(HostileCase one, Path directory) {
    return one.command().stream()
        .map(word -> new String(word.getBytes(ISO_8859_1), UTF_8))
        .map(word -> word.replace("@", directory + "/"))
        .toList();
  }

  /** Output with the names of files as a table has them. */
  static String relative(String text, Path directory) {
    return text.replace(directory + "/", "@");
  }

  /** As a table has it. */
  private static String shown(Outcome outcome) {
    if (outcome.err().isEmpty()) {
      List<String> lines = outcome.out().lines().toList();
      String told =
          lines.stream()
              .filter(line -> line.contains("not built: "))
              .findFirst()
              .orElseGet(() -> lines.isEmpty() ? "" : lines.get(lines.size() - 1));
      return outcome.code() + " | " + told.strip();
    }
    String text = outcome.err().strip().replace("\n", "\\n");
    return outcome.code() + " " + (text.startsWith(NAME) ? text.substring(NAME.length()) : text);
  }

  /** What is wrong with what the program did. */
  static Optional<String> problem(HostileCase one, Outcome outcome) {
    if (outcome.code() != one.code()) {
      return Optional.of("exit code " + outcome.code() + ": " + shown(outcome));
    }
    for (String text : List.of(outcome.out(), outcome.err())) {
      if (text.codePoints().anyMatch(c -> c != '\n' && c != '\t' && Printable.isInvisible(c))) {
        return Optional.of("control characters: " + shown(outcome));
      }
      if (text.contains("\tat ") || text.contains("Exception")) {
        return Optional.of("a stack trace: " + shown(outcome));
      }
    }
    List<String> err = outcome.err().lines().toList();
    if (one.isReported()) {
      return err.isEmpty() && outcome.out().lines().anyMatch(l -> one.isExpected(l.strip()))
          ? Optional.empty()
          : Optional.of("another report: " + shown(outcome));
    }
    if (err.size() != 1 || err.get(0).length() > LONGEST || !err.get(0).startsWith(NAME)) {
      return Optional.of("not one line: " + shown(outcome));
    }
    return one.isExpected(err.get(0).substring(NAME.length()))
        ? Optional.empty()
        : Optional.of("another line: " + shown(outcome));
  }
}
