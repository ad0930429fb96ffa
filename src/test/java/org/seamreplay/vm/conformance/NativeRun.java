package org.seamreplay.vm.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * What the same LLVM's JIT makes of a program.
 *
 * @param out what it wrote to stdout
 * @param status its exit status; 128 plus the signal if one ended it
 */
record NativeRun(String out, int status) {
  private static final long SECONDS = 60;

  /** Skips the test where the JIT cannot run the VM's code: it is made for Linux on x86-64. */
  static void assumePossible() {
    Assumptions.assumeTrue(
        "amd64".equals(System.getProperty("os.arch"))
            && "Linux".equals(System.getProperty("os.name")),
        "lli runs x86-64 Linux code, this is another machine");
  }

  /** Runs LLVM IR in {@code lli}. */
  static NativeRun of(Path lli, byte[] ir) throws IOException {
    Path directory = Files.createTempDirectory("seamreplay-lli");
    Path program = Files.write(directory.resolve("program.ll"), ir);
    Path out = directory.resolve("out");
    Process process =
        new ProcessBuilder(lli.toString(), program.toString())
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("lli did not finish within " + SECONDS + " s");
      }
      String text = Files.readString(out, StandardCharsets.ISO_8859_1);
      return new NativeRun(text, process.exitValue());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(out);
      Files.delete(program);
      Files.delete(directory);
    }
  }
}
