package org.seamreplay.vm.code;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the operands of a text are, for constraints as clang writes them for kernels. */
class AsmOperandsTests {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "=r,r,~{flags}                         | RESULT 0; VALUE 0",
        "=*m,={@cce},*m,~{memory}              | MEMORY 0; FLAG 0 e; MEMORY 1",
        "={ax},={bx},={cx},={dx},0,2           | RESULT 0 ax; RESULT 1 bx; RESULT 2 cx; RESULT 3 dx; VALUE 0 of 0; VALUE 1 of 2",
        "=*m,*m,{rax},{edx},*m                 | MEMORY 0; MEMORY 1; VALUE 2 ax; VALUE 3 dx; MEMORY 4",
        "=r,r,!i,!i,~{cc}                      | RESULT 0; VALUE 0; LABEL 0; LABEL 1",
        "=&r,=*qm,ri                           | RESULT 0; MEMORY 0; VALUE 1",
        "''                                    | ''"
      })
  void followsTheConstraints(String constraints, String expected) {
    String found =
        AsmOperands.of(constraints).all().stream()
            .map(
                o ->
                    (o.kind() + " " + o.slot() + " " + o.name()).strip()
                        + (o.tied() < 0 ? "" : " of " + o.tied()))
            .reduce((a, b) -> a + "; " + b)
            .orElse("");
    assertThat(found).isEqualTo(expected);
  }
}
