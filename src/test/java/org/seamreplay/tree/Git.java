package org.seamreplay.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The real git, in a directory of its own, without the user's configuration. */
public final class Git {
  private final Path directory;
  private final String date;

  /** What a command did. */
  public record Result(int status, String output) {}

  private Git(Path directory, String date) {
    this.directory = directory;
    this.date = date;
  }

  /** A new repository. */
  public static Git init(Path directory, String... options) {
    Git git = in(directory);
    List<String> command = new ArrayList<>(List.of("init", "-q", "-b", "main"));
    command.addAll(List.of(options));
    git.run(command.toArray(String[]::new));
    return git;
  }

  /** A repository that is there. */
  public static Git in(Path directory) {
    return new Git(directory, "2026-06-01T12:00:00+0200");
  }

  /** The same on another day. */
  public Git on(String day) {
    return new Git(directory, day + "T12:00:00+0200");
  }

  /** Where it works. */
  public Path directory() {
    return directory;
  }

  /** Runs a command that must succeed, and gives what it says. */
  public String run(String... arguments) {
    Result result = attempt(new byte[0], arguments);
    if (result.status() != 0) {
      throw new AssertionError(
          "git " + String.join(" ", arguments) + ": " + result.status() + "\n" + result.output());
    }
    return result.output().stripTrailing();
  }

  /** Runs a command that may fail. */
  public Result attempt(byte[] input, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-c", "gc.auto=0"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("GIT_"));
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("LC_ALL", "C.UTF-8");
    for (String role : List.of("AUTHOR", "COMMITTER")) {
      environment.put("GIT_" + role + "_NAME", "A Tester");
      environment.put("GIT_" + role + "_EMAIL", "tester@seamreplay.example");
      environment.put("GIT_" + role + "_DATE", date);
    }
    try {
      Path stdin = Files.createTempFile("git-input", null);
      try {
        Files.write(stdin, input);
        Process process = builder.redirectInput(stdin.toFile()).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Result(process.waitFor(), output);
      } finally {
        Files.delete(stdin);
      }
    } catch (IOException e) {
      throw new AssertionError("git does not start", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("git interrupted", e);
    }
  }

  /** Copies a directory's files in. */
  public void copy(Path from) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        write(from.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
  }

  /** Writes a file into the work tree. */
  public void write(String path, byte[] content) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  /** Writes a text file into the work tree. */
  public void write(String path, String content) throws IOException {
    write(path, content.getBytes(UTF_8));
  }

  /** Commits everything and gives the commit's id. */
  public String commit(String message) {
    run("add", "-A", "--force");
    run("commit", "-q", "--allow-empty", "-m", message);
    return run("rev-parse", "HEAD");
  }
}
