package org.seamreplay.vm.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.seamreplay.compile.Compiler;
import org.seamreplay.vm.Finding;
import org.seamreplay.vm.MemoryFault;
import org.seamreplay.vm.SourceFrame;

/**
 * Every program of {@code sanitizer} has exactly the findings that stand in it: {@code // FINDING:
 * KIND: PART OF THE MESSAGE} on the line that has the defect, none on any other line. For most
 * programs with a defect there is a near twin without.
 */
final class SanitizerTests {
  private static final Path CACHE = Path.of("target", "conformance-cache");
  private static final Pattern EXPECTATION =
      Pattern.compile("// FINDING: ([a-z-]+): (.*?)(?= // FINDING:|$)");

  private record Expected(int line, String kind, String text) {
    boolean matches(Finding finding) {
      SourceFrame at = finding.stack().get(0);
      return at.line() == line
          && finding.kind().id().equals(kind)
          && finding.message().contains(text);
    }
  }

  @TestFactory
  Stream<DynamicTest> findsWhatStandsInTheProgram() {
    Compiler compiler = new Compiler(CACHE);
    return Programs.in("sanitizer").stream()
        .map(
            program ->
                DynamicTest.dynamicTest(Programs.name(program), () -> check(compiler, program)));
  }

  @Test
  void everyKindOfFindingHasAProgram() {
    TreeSet<String> kinds = new TreeSet<>();
    for (Path program : Programs.in("sanitizer")) {
      expectations(program).forEach(e -> kinds.add(e.kind()));
    }
    // A plain C program shares its memory with nobody.
    assertThat(kinds)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(MemoryFault.values())
                .filter(kind -> kind != MemoryFault.FOREIGN_MEMORY)
                .map(MemoryFault::id)
                .toList());
  }

  private static void check(Compiler compiler, Path program) {
    VmRun run = VmRun.of(compiler.plainFile(program, 0));
    assertThat(run.result().notModelled()).as("not modelled").isEmpty();
    List<Expected> missing = new ArrayList<>(expectations(program));
    List<String> unexpected = new ArrayList<>();
    for (Finding finding : run.result().findings()) {
      Expected match = missing.stream().filter(e -> e.matches(finding)).findFirst().orElse(null);
      if (match == null) {
        unexpected.add(
            finding.stack().get(0) + ": " + finding.kind().id() + ": " + finding.message());
      } else {
        missing.remove(match);
      }
    }
    assertThat(unexpected).as("findings that no line expects").isEmpty();
    assertThat(missing).as("expected findings that did not come").isEmpty();
  }

  private static List<Expected> expectations(Path program) {
    List<Expected> expected = new ArrayList<>();
    List<String> lines;
    try {
      lines = Files.readAllLines(program);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + program, e);
    }
    for (int i = 0; i < lines.size(); i++) {
      Matcher matcher = EXPECTATION.matcher(lines.get(i));
      while (matcher.find()) {
        expected.add(new Expected(i + 1, matcher.group(1), matcher.group(2)));
      }
    }
    return expected;
  }
}
