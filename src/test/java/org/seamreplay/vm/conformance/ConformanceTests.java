package org.seamreplay.vm.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.seamreplay.compile.Compiler;
import org.seamreplay.compile.Toolchain;
import org.seamreplay.ir.LlvmReader;

/**
 * Every program of {@code conformance} does in the VM what it does natively: the same IR, the same
 * output, the same exit status, and no findings.
 */
final class ConformanceTests {
  private static final Path CACHE = Path.of("target", "conformance-cache");
  private static final int[] LEVELS = {0, 2};

  private static ExecutorService pool;

  private record Reference(byte[] ir, NativeRun run) {}

  @BeforeAll
  static void startPool() {
    NativeRun.assumePossible();
    pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
  }

  @AfterAll
  static void stopPool() {
    if (pool != null) {
      pool.shutdownNow();
    }
  }

  @Test
  void thereAreEnoughPrograms() {
    assertThat(Programs.in("conformance")).hasSizeGreaterThanOrEqualTo(190);
  }

  @TestFactory
  List<DynamicTest> behavesAsNatively() throws Exception {
    Compiler compiler = new Compiler(CACHE);
    Path lli = new Toolchain(message -> {}).lli();
    List<DynamicTest> tests = new ArrayList<>();
    for (Path program : Programs.in("conformance")) {
      for (int level : LEVELS) {
        // Compiling and running natively goes on in other processes while the VM works here.
        Callable<Reference> build =
            () -> {
              byte[] ir = compiler.plainIr(program, level);
              return new Reference(ir, NativeRun.of(lli, ir));
            };
        Future<Reference> reference = pool.submit(build);
        tests.add(
            DynamicTest.dynamicTest(
                Programs.name(program) + " at -O" + level,
                () -> compare(program, reference.get())));
      }
    }
    return tests;
  }

  private static void compare(Path program, Reference reference) {
    VmRun run = VmRun.of(LlvmReader.read(program.toString(), reference.ir()));
    assertThat(run.result().notModelled()).as("not modelled").isEmpty();
    assertThat(run.result().findings()).as("findings").isEmpty();
    assertThat(run.out()).as("output").isEqualTo(reference.run().out());
    assertThat(run.result().exitStatus()).as("exit status").hasValue(reference.run().status());
  }
}
