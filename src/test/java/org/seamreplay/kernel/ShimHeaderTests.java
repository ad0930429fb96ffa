package org.seamreplay.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seamreplay.compile.Compiler;

/** What all headers of the shim have in common. */
class ShimHeaderTests {
  private static final Path SHIM = Path.of("src/main/resources/shim/include");

  private static List<Path> headers() throws IOException {
    try (Stream<Path> files = Files.walk(SHIM)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void everyHeaderCarriesItsLicenceAndIsReadOnce() throws IOException {
    for (Path header : headers()) {
      List<String> lines = Files.readAllLines(header);
      assertThat(lines.get(0))
          .as("%s", header)
          .isEqualTo("/* SPDX-License-Identifier: GPL-2.0 OR MIT */");
      assertThat(lines).as("%s", header).contains("#pragma once");
    }
  }

  @Test
  void everyDefinitionStandsUnderAKind() throws IOException {
    for (Path header : headers()) {
      for (String line : Files.readAllLines(header)) {
        if (line.matches("/\\* kind: (same|stub|custom) \\*/")) {
          break;
        }
        assertThat(line)
            .as("%s: stands before the first kind", header)
            .matches("|/\\*.*| \\*.*|#pragma once|#include .*|#if .*|#endif");
      }
    }
  }

  @Test
  void headersCompileInAnyOrder(@TempDir Path tree) throws IOException {
    List<Path> headers = new ArrayList<>(headers());
    headers.sort(Comparator.reverseOrder());
    Path unit = tree.resolve(Compiler.TDX_UNIT);
    Files.createDirectories(unit.getParent());
    StringBuilder text = new StringBuilder();
    for (Path header : headers) {
      text.append("#include <").append(SHIM.relativize(header)).append(">\n");
    }
    Files.writeString(unit, text.append("int defined;\n"));
    Compiler compiler = new Compiler(Path.of("target/kernel-test-cache"));
    assertThat(compiler.kernelUnit(tree, Compiler.TDX_UNIT).globals())
        .anyMatch(g -> g.name().equals("defined"));
  }
}
