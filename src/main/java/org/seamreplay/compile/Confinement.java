package org.seamreplay.compile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps a process to what it is given. It is started through a launcher of our own, {@code
 * resources/confine/confine.c}, which limits itself and then becomes the program: what the launcher
 * has given up, the program does not get back.
 *
 * @param launcher nothing where there is none, because the system is not Linux
 */
record Confinement(Optional<Path> launcher) {
  /** Where programs find their libraries. The dynamic linker reads them after we are confined. */
  private static final List<String> LIBRARIES = List.of("/lib", "/lib64", "/usr/lib", "/usr/lib64");

  private static final String LIBRARY_LIST = "/etc/ld.so.cache";
  private static final Pattern SAID = Pattern.compile("confine: landlock (\\d) seccomp ([01])");

  /** How the launcher says that the system did not grant what it offers. */
  private static final String FAILED = "confine: cannot ";

  /**
   * The command line that starts a program confined.
   *
   * @param program the program with its arguments
   * @param readable directories that it may read
   * @param writable the directory that it may write to
   */
  List<String> command(
      List<String> program, List<Path> readable, Path writable, CompilerLimits limits) {
    if (launcher.isEmpty()) {
      return program;
    }
    List<String> command = new ArrayList<>();
    command.add(launcher.get().toString());
    command.add(Long.toString(ProcessHandle.current().pid()));
    command.add(Long.toString(limits.processor().toSeconds()));
    command.add(Long.toString(limits.memoryBytes()));
    command.add(Long.toString(limits.fileBytes()));
    for (String libraries : LIBRARIES) {
      command.addAll(List.of("x", libraries));
    }
    command.addAll(List.of("f", LIBRARY_LIST));
    command.addAll(List.of("x", Path.of(program.get(0)).getParent().toString()));
    for (Path directory : readable) {
      command.addAll(List.of("r", directory.toString()));
    }
    command.addAll(List.of("w", writable.toString(), "--"));
    command.addAll(program);
    return command;
  }

  /** What confines a process on this system. */
  String description() throws IOException {
    Offered offered = launcher.isEmpty() ? Offered.NOTHING : Offered.in(said(launcher.get()));
    String missing = offered.missing();
    return missing.isEmpty() ? "confined by Landlock and seccomp" : "not confined by " + missing;
  }

  private static String said(Path launcher) throws IOException {
    Process process = new ProcessBuilder(launcher.toString()).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }

  /**
   * What the launcher had to say about the system, first of all that a confined process prints.
   *
   * @param landlock version of Landlock that confines files, 0 for none
   * @param seccomp whether system calls are confined
   */
  record Offered(int landlock, boolean seccomp) {
    static final Offered NOTHING = new Offered(0, false);

    static Offered in(String output) {
      Matcher said = SAID.matcher(output.lines().findFirst().orElse(""));
      return said.matches()
          ? new Offered(Integer.parseInt(said.group(1)), said.group(2).equals("1"))
          : NOTHING;
    }

    /** What is missing, as the end of a sentence; empty if nothing is. */
    String missing() {
      if (landlock > 0 && seccomp) {
        return "";
      }
      String files = landlock > 0 ? "" : "Landlock";
      String calls = seccomp ? "" : "seccomp";
      return files + (files.isEmpty() || calls.isEmpty() ? "" : " and ") + calls;
    }
  }

  /** Why a process was not even started, if so; in the launcher's words. */
  static Optional<String> failure(String output) {
    return output.lines().limit(2).filter(line -> line.startsWith(FAILED)).findFirst();
  }
}
