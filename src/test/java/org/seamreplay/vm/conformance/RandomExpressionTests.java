package org.seamreplay.vm.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.seamreplay.compile.Compiler;
import org.seamreplay.compile.Toolchain;
import org.seamreplay.ir.LlvmReader;

/**
 * Random integer expressions have the same value in the VM and natively, at both levels. The seed
 * is fixed, so that everybody tests the same expressions; jqwik prints it.
 */
final class RandomExpressionTests {
  private static final Path CACHE = Path.of("target", "conformance-cache");

  /** Expressions in one file: compiling is what takes the time. */
  private static final int BATCH = 60;

  private static final String MACROS =
      """
      #include <stdio.h>

      /* The quotient unless it is undefined: by zero, or the least number by -1. */
      #define GUARDED(type, op, a, b)                                              \\
      	({                                                                         \\
      		type a_ = (type)(a), b_ = (type)(b);                                   \\
      		b_ == 0 || (type)-1 < 1 && b_ == (type)-1 ? (type)(a_ ^ b_) : a_ op b_; \\
      	})
      #define DIVIDE(type, a, b) GUARDED(type, /, a, b)
      #define REMAINDER(type, a, b) GUARDED(type, %, a, b)

      static void show(int n, unsigned __int128 v)
      {
      	printf("%d: %016lx%016lx\\n", n, (unsigned long)(v >> 64), (unsigned long)v);
      }

      """;

  /** A file of expressions and the values of the variables in them. */
  record Batch(List<String> values, List<String> expressions) {
    /** The program, one function for each expression. */
    String source() {
      StringBuilder c = new StringBuilder(MACROS);
      Iterator<String> value = values.iterator();
      for (CType type : CType.values()) {
        // Volatile, so that nothing is computed before the program runs.
        c.append("static volatile ").append(type.text()).append(' ').append(type.variable());
        c.append(" = ").append(value.next()).append(";\n");
      }
      for (int i = 0; i < expressions.size(); i++) {
        c.append("\nstatic void f").append(i).append("(void)\n{\n\tshow(").append(i);
        c.append(", (unsigned __int128)(").append(expressions.get(i)).append("));\n}\n");
      }
      c.append("\nint main(void)\n{\n");
      for (int i = 0; i < expressions.size(); i++) {
        c.append("\tf").append(i).append("();\n");
      }
      return c.append("\treturn 0;\n}\n").toString();
    }
  }

  @BeforeContainer
  static void needsLli() {
    NativeRun.assumePossible();
  }

  @Provide
  Arbitrary<Batch> batches() {
    List<Arbitrary<String>> literals = new ArrayList<>();
    for (CType type : CType.values()) {
      literals.add(Expressions.literal(type));
    }
    Arbitrary<List<String>> values = Combinators.combine(literals).as(List::copyOf);
    return Combinators.combine(values, Expressions.any().list().ofSize(BATCH)).as(Batch::new);
  }

  @Property(tries = 10, seed = "20250601", shrinking = ShrinkingMode.OFF)
  void expressionsHaveTheirNativeValues(@ForAll("batches") Batch batch) throws IOException {
    Path file = Files.createTempFile("expressions", ".c");
    try {
      Files.writeString(file, batch.source(), StandardCharsets.US_ASCII);
      for (int level : new int[] {0, 2}) {
        compare(batch, file, level);
      }
    } finally {
      Files.delete(file);
    }
  }

  private static void compare(Batch batch, Path file, int level) throws IOException {
    byte[] ir = new Compiler(CACHE).plainIr(file, level);
    List<String> wanted =
        NativeRun.of(new Toolchain(message -> {}).lli(), ir).out().lines().toList();
    VmRun run = VmRun.of(LlvmReader.read("expressions.c", ir));
    List<String> got = run.out().lines().toList();
    assertThat(wanted).hasSize(BATCH);
    assertThat(run.result().notModelled()).as("not modelled at -O" + level).isEmpty();
    assertThat(got).as("lines at -O" + level).hasSize(BATCH);
    for (int i = 0; i < BATCH; i++) {
      assertThat(got.get(i))
          .as(
              "at -O%d, with %s: %s",
              level, batch.values(), batch.expressions().get(i).replace("%", "%%"))
          .isEqualTo(wanted.get(i));
    }
    assertThat(run.result().findings()).as("findings at -O" + level).isEmpty();
  }
}
