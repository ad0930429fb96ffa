package org.seamreplay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.seamreplay.compile.Toolchain;

/**
 * The boot of the speed figures in {@code lli -force-interpreter} of the same LLVM: the unmodified
 * tdx.c with stand-ins in C (src/jmh/c/lli_boot.c). A process with no boot is subtracted from one
 * with many, so neither start nor reading of bitcode counts. Run it beside {@code BootBenchmark}:
 * only the ratio means something on a shared machine.
 *
 * <p>Arguments: a Linux 7.3 tree, and optionally the machine's memory in gigabytes (64).
 */
public final class LliBoot {
  private static final int BOOTS = 200;
  private static final int ROUNDS = 5;

  private LliBoot() {}

  /** Prints the best of some rounds, in milliseconds a boot. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path kernel = Path.of(args[0]).toAbsolutePath();
    String memory = args.length > 1 ? args[1] : "64";
    Toolchain toolchain = new Toolchain(System.err::println);
    Path bitcode = Files.createTempFile("lli_boot", ".bc");
    try {
      compile(toolchain, kernel, bitcode);
      double best = Double.MAX_VALUE;
      for (int round = 0; round < ROUNDS; round++) {
        long none = run(toolchain, bitcode, 0, memory);
        long many = run(toolchain, bitcode, BOOTS, memory);
        best = Math.min(best, (many - none) / 1e6 / BOOTS);
      }
      System.out.printf(
          Locale.ROOT,
          "lli -force-interpreter: %.3f ms a boot, best of %d x %d%n",
          best,
          ROUNDS,
          BOOTS);
    } finally {
      Files.delete(bitcode);
    }
  }

  private static void compile(Toolchain toolchain, Path kernel, Path bitcode)
      throws IOException, InterruptedException {
    Path shim = Path.of("src/main/resources/shim/include").toAbsolutePath();
    List<String> command =
        new ArrayList<>(
            List.of(
                toolchain.clang().toString(),
                "--target=x86_64-linux-gnu",
                "-nostdinc",
                "-std=gnu11",
                "-O0",
                "-g",
                "-fms-extensions",
                "-fno-builtin",
                "-fwrapv",
                "-funsigned-char",
                "-DTDX_C=\"" + kernel.resolve("arch/x86/virt/vmx/tdx/tdx.c") + "\"",
                "-include",
                shim.resolve("seamreplay/prelude.h").toString(),
                "-I" + shim));
    for (String include :
        List.of("arch/x86/include", "include", "arch/x86/include/uapi", "include/uapi")) {
      command.add("-I" + kernel.resolve(include));
    }
    command.addAll(List.of("-emit-llvm", "-c", "src/jmh/c/lli_boot.c", "-o", bitcode.toString()));
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IOException("src/jmh/c/lli_boot.c does not compile against " + kernel);
    }
  }

  private static long run(Toolchain toolchain, Path bitcode, int boots, String memory)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process lli =
        new ProcessBuilder(
                toolchain.lli().toString(),
                "-force-interpreter",
                bitcode.toString(),
                Integer.toString(boots),
                memory)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (!lli.waitFor(10, TimeUnit.MINUTES) || lli.exitValue() != 0) {
      lli.destroy();
      throw new IOException("lli failed");
    }
    return System.nanoTime() - start;
  }
}
