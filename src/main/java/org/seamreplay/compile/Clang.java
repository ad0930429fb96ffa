package org.seamreplay.compile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.seamreplay.compile.CompileFailed.Reason;

/**
 * Runs the compiler on input that is not trusted: no shell, no environment, no standard input, a
 * view of the file system with nothing but the given roots, limits on time, memory, output, and a
 * private temporary directory.
 *
 * <p>It is the compiler proper ({@code clang -cc1}) that is run: the driver looks for its input
 * outside the virtual file system, and it adds flags that depend on the machine it runs on.
 */
final class Clang {
  private static final long MEMORY_BYTES = 4L << 30;
  private static final long FILE_BYTES = 32L << 20;
  private static final int DIAGNOSTIC_BYTES = 1 << 20;

  /** Part of util-linux; without it there is the time limit only. */
  private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

  private final Toolchain toolchain;

  private final Duration timeLimit;

  Clang(Toolchain toolchain, Duration timeLimit) {
    this.toolchain = toolchain;
    this.timeLimit = timeLimit;
  }

  /**
   * What a run left.
   *
   * @param bitcode empty if there were errors
   * @param diagnostics what was printed, parsed
   * @param dependencies the files read, in the compiler's view; empty if a header was not found
   */
  record Result(byte[] bitcode, List<Diagnostic> diagnostics, List<String> dependencies) {
    boolean hasErrors() {
      return diagnostics.stream().anyMatch(Diagnostic::isError);
    }
  }

  /**
   * Compiles one file to bitcode.
   *
   * @param file in the compiler's view
   * @param flags of the compiler proper
   * @throws CompileFailed if the compiler could not be run to its end or read a foreign file
   */
  Result compile(String file, List<String> flags, Roots roots) {
    Path directory = null;
    try {
      directory = Files.createTempDirectory("seamreplay-cc");
      return compileIn(directory, file, flags, roots);
    } catch (IOException e) {
      throw new CompileFailed(
          Reason.COMPILER, "cannot run the compiler for " + roots.shown(file) + ": " + e);
    } finally {
      if (directory != null) {
        Leftovers.delete(directory);
      }
    }
  }

  private Result compileIn(Path directory, String file, List<String> flags, Roots roots)
      throws IOException {
    Path overlay = Files.writeString(directory.resolve("view.json"), roots.overlay());
    Path bitcode = directory.resolve("unit.bc");
    Path dependencies = directory.resolve("unit.d");
    Path output = directory.resolve("output");
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(PRLIMIT)) {
      command.add(PRLIMIT.toString());
      command.add("--as=" + MEMORY_BYTES);
      command.add("--fsize=" + FILE_BYTES);
      command.add("--core=0");
    }
    command.addAll(List.of(toolchain.clang().toString(), "-cc1"));
    command.addAll(List.of("-ivfsoverlay", overlay.toString()));
    command.addAll(flags);
    for (Roots.Root root : roots.roots()) {
      String map = root.name() + "/=" + root.prefix();
      command.addAll(List.of("-fdebug-prefix-map=" + map, "-fmacro-prefix-map=" + map));
    }
    command.addAll(List.of("-dependency-file", dependencies.toString(), "-MT", "unit"));
    command.addAll(List.of("-sys-header-deps", "-emit-llvm-bc", "-o", bitcode.toString()));
    command.addAll(List.of("-main-file-name", file.substring(file.lastIndexOf('/') + 1)));
    command.addAll(List.of("-x", "c", file));
    int status = run(command, directory, output, roots.shown(file));

    List<Diagnostic> seen = Diagnostic.parse(head(output));
    List<String> read = Files.exists(dependencies) ? dependencies(dependencies) : List.of();
    refuseForeign(file, seen, read, roots);
    List<Diagnostic> diagnostics = seen.stream().map(d -> d.shown(roots)).toList();
    boolean errors = diagnostics.stream().anyMatch(Diagnostic::isError);
    if (status != 0 && !errors) {
      throw new CompileFailed(
          Reason.COMPILER,
          roots.shown(file) + ": the compiler stopped with status " + status + why(head(output)));
    }
    if (!errors && Files.size(bitcode) > FILE_BYTES) {
      throw new CompileFailed(
          Reason.COMPILER, roots.shown(file) + ": compiles to more than 32 MiB of code");
    }
    byte[] bytes = errors ? new byte[0] : Files.readAllBytes(bitcode);
    return new Result(bytes, diagnostics, read);
  }

  private static String why(String output) {
    return output.lines().filter(l -> !l.isBlank()).findFirst().map(l -> ": " + l).orElse("");
  }

  private int run(List<String> command, Path directory, Path output, String unit)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.directory(directory.toFile());
    builder.redirectInput(new File("/dev/null"));
    builder.redirectErrorStream(true);
    builder.redirectOutput(output.toFile());
    Process process = builder.start();
    try {
      if (!process.waitFor(timeLimit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new CompileFailed(
            Reason.COMPILER,
            unit + ": the compiler did not finish within " + timeLimit.toSeconds() + " s");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompileFailed(Reason.COMPILER, unit + ": compilation was interrupted");
    } finally {
      process.destroyForcibly();
    }
  }

  private static String head(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(DIAGNOSTIC_BYTES), UTF_8);
    }
  }

  /** A make rule: {@code unit: a.c b.h \} with blanks in names escaped. */
  private static List<String> dependencies(Path file) throws IOException {
    String rule = Files.readString(file, UTF_8).replace("\\\n", " ");
    List<String> names = new ArrayList<>();
    for (String name : rule.substring(rule.indexOf(':') + 1).strip().split("(?<!\\\\)\\s+", -1)) {
      if (!name.isEmpty()) {
        names.add(name.replace("\\ ", " ").replace("\\#", "#").replace("$$", "$"));
      }
    }
    return List.copyOf(names);
  }

  /**
   * The view has nothing foreign in it, but a symbolic link in the tree may lead out of it. Nothing
   * of such a file may be shown, so this comes before any diagnostic is.
   */
  private static void refuseForeign(
      String file, List<Diagnostic> diagnostics, List<String> read, Roots roots) {
    List<String> all = new ArrayList<>(read);
    for (Diagnostic diagnostic : diagnostics) {
      all.add(diagnostic.path());
    }
    for (String path : all) {
      if (roots.escapes(path)) {
        throw new CompileFailed(
            Reason.REFUSED,
            roots.shown(file)
                + ": reads "
                + roots.shown(path)
                + ", which leads out of the tree; remove the link or the include");
      }
    }
  }
}
