package org.seamreplay.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.seamreplay.vm.Finding;
import org.seamreplay.vm.Halt;
import org.seamreplay.vm.SourceFrame;

/**
 * Runs the C functions of the test tree, each in a kernel of its own, and compares findings, log
 * and result with what the comments beside the lines say ({@code include/test.h} explains them).
 */
class UnitTests {
  private static final List<String> UNITS =
      List.of(
          "units/slab.c",
          "units/pages.c",
          "units/vmalloc.c",
          "units/percpu.c",
          "units/context.c",
          "units/smp.c",
          "units/printk.c",
          "units/library.c",
          "units/machine.c");

  private static final Pattern TEST = Pattern.compile("TEST\\((\\w+)\\)");
  private static final Pattern MARK =
      Pattern.compile("/\\* (finding|leftover|returns|fail|log): (.*?) ?\\*/");
  private static final Pattern REPEATED = Pattern.compile("(.*) x(\\d+)");

  /** What a test function must show. */
  private static final class Expected {
    final List<String> findings = new ArrayList<>();
    final List<String> log = new ArrayList<>();
    long result;
    int failing;
  }

  private record Case(String name, Expected expected) {}

  @TestFactory
  Stream<DynamicContainer> units() {
    return UNITS.stream()
        .map(unit -> DynamicContainer.dynamicContainer(unit, tests(unit).stream()));
  }

  private static List<DynamicTest> tests(String unit) {
    return cases(unit).stream()
        .map(c -> DynamicTest.dynamicTest(c.name, () -> run(unit, c)))
        .toList();
  }

  private static List<Case> cases(String unit) {
    List<String> lines = lines(unit);
    List<Case> cases = new ArrayList<>();
    Expected next = new Expected();
    Expected current = new Expected();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher test = TEST.matcher(line);
      if (test.lookingAt()) {
        current = next;
        next = new Expected();
        cases.add(new Case(test.group(1), current));
      }
      // Helpers stand above the test that uses them.
      boolean inTest = current != next && !line.isEmpty() && insideTest(lines, i);
      Matcher mark = MARK.matcher(line);
      while (mark.find()) {
        note(mark.group(1), mark.group(2), i + 1, inTest ? current : next);
      }
    }
    return cases;
  }

  private static boolean insideTest(List<String> lines, int index) {
    for (int i = index; i >= 0; i--) {
      if (TEST.matcher(lines.get(i)).lookingAt()) {
        return true;
      }
      if (i < index && lines.get(i).equals("}")) {
        return false;
      }
    }
    return false;
  }

  private static void note(String what, String text, int line, Expected expected) {
    switch (what) {
      case "finding" -> expected.findings.add(text + " at " + line);
      case "leftover" -> expected.findings.addAll(List.of(text.split(" ")));
      case "returns" -> expected.result = Long.parseLong(text);
      case "fail" -> expected.failing = Integer.parseInt(text);
      default -> {
        Matcher repeated = REPEATED.matcher(text);
        int times = repeated.matches() ? Integer.parseInt(repeated.group(2)) : 1;
        String shown = repeated.matches() ? repeated.group(1) : text;
        IntStream.range(0, times).forEach(i -> expected.log.add(shown));
      }
    }
  }

  private static void run(String unit, Case test) {
    Expected expected = test.expected;
    KernelOptions options =
        KernelOptions.DEFAULT.withFailAllocations(
            expected.failing == 0 ? Set.of() : Set.of(expected.failing));
    Kernel kernel = Trees.kernel(Trees.unit(unit), options);
    kernel.boot();
    long result = 0;
    boolean halted = false;
    try {
      result = kernel.call(test.name);
    } catch (Halt e) {
      halted = true;
    }
    List<String> findings = new ArrayList<>();
    for (Finding finding : kernel.finish()) {
      findings.add(describe(unit, finding));
    }
    assertThat(findings).as("findings").containsExactlyInAnyOrderElementsOf(expected.findings);
    if (!halted) {
      assertThat(result).as("result").isEqualTo(expected.result);
    }
    List<String> log =
        kernel.log().stream().map(l -> l.level() + " " + l.text()).collect(Collectors.toList());
    for (int i = 0; i < Math.min(log.size(), expected.log.size()); i++) {
      if (expected.log.get(i).equals("any")) {
        log.set(i, "any");
      }
    }
    assertThat(log).as("log").isEqualTo(expected.log);
  }

  private static String describe(String unit, Finding finding) {
    for (SourceFrame frame : finding.stack()) {
      if (frame.file().equals(unit)) {
        return finding.kind().id() + " at " + frame.line();
      }
    }
    return finding.kind().id();
  }

  private static List<String> lines(String unit) {
    try {
      return Files.readAllLines(Trees.TEST_TREE.resolve(unit));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
