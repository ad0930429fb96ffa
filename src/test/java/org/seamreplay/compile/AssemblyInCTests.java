package org.seamreplay.compile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssemblyInCTests {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "void f(void) { __asm { nop } }",
        "void f(void) { asm nop\n}",
        "void f(void) { _asm{nop} }",
        "void f(void) { __asm__\n\n{ nop } }",
        "char r[] = R\"(\")\"; void f(void) { __asm { nop } }",
        " # asm { nop }",
        "asm",
      })
  void blockIsSeen(String text) {
    assertThat(AssemblyInC.mayHaveBlock(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "void f(void) { asm(\"nop\"); }",
        "void f(void) { __asm__ volatile (\"nop\"); }",
        "void f(void) { asm __inline volatile(\"nop\"); asm goto(\"\" : : : : l); l: ; }",
        "register long rsp asm(\"rsp\");",
        "int wasm; int asmx; int my_asm; int __asm_x;",
      })
  void assemblyInAStringIsNoBlock(String text) {
    assertThat(AssemblyInC.mayHaveBlock(text)).isFalse();
  }

  @Test
  void assemblyOutsideOfFunctionsIsPlaced() {
    String text =
        """
        # 1 "/tree/unit.c"
        # 1 "/tree/header.h" 1
        int labelled asm("label");
        static inline void f(void) { asm("in a function"); }
        # 7 "/tree/unit.c" 2
        struct s { int a; } s = { 1 };

        __asm__(".include");
        """;

    assertThat(AssemblyInC.atFileScope(text)).hasValue("/tree/unit.c:9");
  }

  @Test
  void unitWithoutSuchAssemblyHasNoPlace() {
    assertThat(AssemblyInC.atFileScope("void f(void) { asm(\"nop\"); }\n")).isEmpty();
  }
}
