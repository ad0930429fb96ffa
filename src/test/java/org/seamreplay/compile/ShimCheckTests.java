package org.seamreplay.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seamreplay.compile.ShimCheck.Gap;
import org.seamreplay.compile.ShimCheck.Kind;

class ShimCheckTests {
  private static final String UNIT = "arch/x86/virt/vmx/tdx/tdx.c";
  private static final String OTHER = "arch/x86/virt/vmx/tdx/other.c";

  @TempDir Path directory;
  private SmallTree tree;

  @BeforeEach
  void makeTree() throws IOException {
    tree = SmallTree.in(directory.resolve("tree"));
  }

  private List<Gap> check(String... units) {
    return new ShimCheck(new Compiler(directory.resolve("cache")))
        .check(tree.root(), List.of(units), name -> name.startsWith("modelled"));
  }

  @Test
  void unitThatNeedsNothingHasNoGap() {
    assertThat(check(UNIT)).isEmpty();
  }

  @Test
  void allMissingHeadersAreFoundNotJustTheFirst() throws IOException {
    tree.with(UNIT, "#include <series/one.h>\n#include \"own.h\"\n#include <series/two.h>\n");
    tree.with("arch/x86/virt/vmx/tdx/own.h", "#include <series/deep/three.h>\n");

    assertThat(check(UNIT))
        .containsExactly(
            new Gap(Kind.HEADER, "series/one.h", UNIT, UNIT + ":1"),
            new Gap(Kind.HEADER, "series/deep/three.h", UNIT, "arch/x86/virt/vmx/tdx/own.h:1"),
            new Gap(Kind.HEADER, "series/two.h", UNIT, UNIT + ":3"));
  }

  @Test
  void undeclaredNamesAreFoundBehindMissingHeaders() throws IOException {
    tree.with(
        UNIT,
        """
        #include <series/one.h>
        struct known { int a; };
        int f(struct known *k) { return undeclared(k) + k->missing + UNKNOWN; }
        unknown_t g(void);
        int h(void) { return 1 2; }
        """);

    assertThat(check(UNIT))
        .extracting(Gap::kind, Gap::name)
        .containsExactly(
            tuple(Kind.HEADER, "series/one.h"),
            tuple(Kind.DECLARATION, "undeclared()"),
            tuple(Kind.MEMBER, "struct known.missing"),
            tuple(Kind.DECLARATION, "UNKNOWN"),
            tuple(Kind.TYPE, "unknown_t"),
            tuple(Kind.ERROR, "expected ';' after return statement"));
  }

  @Test
  void externalsWithoutModelOrDefinitionAreGaps() throws IOException {
    tree.with(
        UNIT,
        """
        extern int modelled_data, other_data, nobodys_data, unused_data;
        extern int weak_data __attribute__((weak));
        int modelled_call(void), other_call(void), nobodys_call(int), unused_call(void);
        int (*pointer)(int) = nobodys_call;
        int f(void) { return modelled_call() + other_call() + modelled_data + other_data; }
        int g(void) {
          return nobodys_call(1) + nobodys_data + (&weak_data ? weak_data : 0);
        }
        """);
    tree.with(OTHER, "int other_data = 1; int other_call(void) { return 1; }\n");

    assertThat(check(UNIT, OTHER))
        .containsExactly(
            new Gap(Kind.FUNCTION, "nobodys_call", UNIT, UNIT + ":4"),
            new Gap(Kind.DATA, "nobodys_data", UNIT, UNIT + ":7"));
  }

  @Test
  void functionThatIsLocalToAnotherUnitIsAGap() throws IOException {
    tree.with(UNIT, "int helper(void); int f(void) { return helper(); }\n");
    tree.with(OTHER, "static int helper(void) { return 1; } int g(void) { return helper(); }\n");

    assertThat(check(UNIT, OTHER)).extracting(Gap::name).containsExactly("helper");
  }
}
