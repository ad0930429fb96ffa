package org.seamreplay.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.Loader;

/**
 * Builds the launcher that confines the compiler ({@code resources/confine}) with that compiler and
 * its linker, once per machine and version, beside the compiler: what is there can be executed.
 */
final class Launcher {
  private static final String RESOURCE = "confine";
  private static final String SOURCE = "confine.c";

  /** Systems that the source knows. */
  private static final Map<String, String> TARGETS =
      Map.of(
          "linux-x86_64", "x86_64-unknown-linux-gnu",
          "linux-arm64", "aarch64-unknown-linux-gnu");

  private static final long SECONDS = 60;

  private final Toolchain toolchain;

  Launcher(Toolchain toolchain) {
    this.toolchain = toolchain;
  }

  /**
   * The launcher, built if it is not there yet; nothing on a system that has none.
   *
   * @throws IOException if it cannot be built
   */
  Optional<Path> path() throws IOException {
    String target = TARGETS.get(Loader.getPlatform());
    if (target == null) {
      return Optional.empty();
    }
    Resources resources = Resources.load(RESOURCE);
    Path clang = toolchain.clang();
    Path launcher = clang.resolveSibling(RESOURCE + "-" + resources.fingerprint());
    if (!Files.isExecutable(launcher)) {
      build(target, resources.content(SOURCE).orElseThrow(), launcher);
    }
    return Optional.of(launcher);
  }

  private void build(String target, byte[] source, Path launcher) throws IOException {
    try (ScratchDirectory scratch = ScratchDirectory.in(launcher.getParent())) {
      Path text = Files.write(scratch.path().resolve(SOURCE), source);
      Path object = scratch.path().resolve("confine.o");
      Path program = scratch.path().resolve("confine");
      List<String> compile = new ArrayList<>(List.of(toolchain.clang().toString(), "-cc1"));
      compile.addAll(List.of("-triple", target, "-std=gnu11", "-Oz", "-ffreestanding"));
      compile.addAll(List.of("-fno-builtin", "-nostdsysteminc", "-mrelocation-model", "static"));
      compile.addAll(List.of("-emit-obj", "-o", object.toString(), text.toString()));
      run(compile, scratch);
      List<String> link = new ArrayList<>(List.of(toolchain.linker().toString(), "-flavor", "gnu"));
      link.addAll(List.of("-static", "--gc-sections", "-s", "-z", "noexecstack"));
      link.addAll(List.of("-o", program.toString(), object.toString()));
      run(link, scratch);
      // Another process may be as far; both have made the same.
      Files.move(program, launcher, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static void run(List<String> command, ScratchDirectory scratch) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.redirectErrorStream(true);
    builder.redirectOutput(scratch.path().resolve("output").toFile());
    Process process = builder.start();
    scratch.hasWriter(process);
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException("cannot build the compiler's launcher with " + command.get(0));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("building the compiler's launcher was interrupted", e);
    }
  }
}
