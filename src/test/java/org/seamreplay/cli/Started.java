package org.seamreplay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * What a process of the program left behind.
 *
 * @param code its exit code
 * @param out what it printed
 * @param err what it said
 */
record Started(int code, String out, String err) {
  private static final int SECONDS = 180;

  /** Runs the program in a process of its own. */
  static Started run(
      Path scratch, List<String> options, Map<String, String> variables, List<String> arguments) {
    return run(scratch, Main.class, options, variables, arguments);
  }

  /** Runs a class in a process of its own. */
  static Started run(
      Path scratch,
      Class<?> main,
      List<String> options,
      Map<String, String> variables,
      List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath(), main.getName()));
    command.addAll(arguments);
    try {
      Path out = Files.createTempFile(scratch, "out", "");
      Path err = Files.createTempFile(scratch, "err", "");
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.redirectOutput(out.toFile()).redirectError(err.toFile());
      builder.environment().putAll(variables);
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new AssertionError("did not end: " + arguments);
      }
      return new Started(process.exitValue(), read(out), read(err));
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Ours; the process works in another directory. */
  private static String classPath() {
    String[] parts = System.getProperty("java.class.path").split(File.pathSeparator, -1);
    return Arrays.stream(parts)
        .map(part -> Path.of(part).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), UTF_8);
  }
}
