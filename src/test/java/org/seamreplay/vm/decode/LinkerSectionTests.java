package org.seamreplay.vm.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.seamreplay.ir.IrModule;
import org.seamreplay.ir.Operand;
import org.seamreplay.ir.Type;
import org.seamreplay.platform.ByteState;
import org.seamreplay.vm.Budget;
import org.seamreplay.vm.Externals;
import org.seamreplay.vm.code.Program;
import org.seamreplay.vm.exec.Interpreter;

class LinkerSectionTests {
  private static final String SECTION = ".data..ro_after_init";

  @Test
  void sectionStartsAtItsFirstVariableAndAllOfItIsAccessible() {
    Program program =
        Linker.link(
            List.of(
                new IrModule(
                    "a.c",
                    List.of(global("x"), global("y"), global("z")),
                    List.of(),
                    Map.of(),
                    Map.of())));
    Interpreter vm = new Interpreter(program, new Externals(), Budget.DEFAULT);

    assertThat(vm.sectionStart(SECTION)).isEqualTo(vm.address("x"));
    assertThat(vm.sectionSize(SECTION)).isEqualTo(12);
    for (String name : List.of("x", "y", "z")) {
      assertThat(vm.memory().stateAt(vm.address(name))).isEqualTo(ByteState.DEFINED);
      vm.memory().store(vm.address(name), 4, 7);
    }
    assertThat(vm.findings()).isEmpty();
  }

  private static IrModule.Global global(String name) {
    Type.Int type = new Type.Int(32);
    return new IrModule.Global(
        name,
        type,
        new Operand.IntValue(type, BigInteger.ZERO),
        4,
        false,
        false,
        false,
        false,
        SECTION,
        null);
  }
}
