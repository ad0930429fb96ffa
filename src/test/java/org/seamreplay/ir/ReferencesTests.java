package org.seamreplay.ir;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReferencesTests {

  @Test
  void everyOperandOfEveryInstructionIsFound() throws Exception {
    for (IrModule.Entry entry :
        HandMadeModule.module().functions().get(0).blocks().get(0).entries()) {
      assertThat(References.of(entry.instruction()))
          .as(entry.instruction().toString())
          .containsExactlyElementsOf(byReflection(entry.instruction()));
    }
  }

  private static List<Operand> byReflection(Object part) throws Exception {
    List<Operand> found = new ArrayList<>();
    for (RecordComponent component : part.getClass().getRecordComponents()) {
      Object value = component.getAccessor().invoke(part);
      if (value instanceof Operand operand) {
        found.add(operand);
      } else if (value instanceof Instruction inner) {
        found.addAll(byReflection(inner));
      } else if (value instanceof List<?> list) {
        list.stream().filter(Operand.class::isInstance).forEach(o -> found.add((Operand) o));
      }
    }
    return found;
  }

  @Test
  void symbolsWithinConstantsAreFound() {
    Type.Pointer pointer = new Type.Pointer(0);
    Operand gep = new Operand.GepExpression(pointer, new Operand.Symbol("base"), List.of());
    Operand cast =
        new Operand.CastExpression(
            Instruction.Cast.CastOp.PTRTOINT, new Operand.Symbol("cast"), pointer, pointer);
    Operand difference =
        new Operand.BinaryExpression(Instruction.Binary.BinaryOp.SUB, pointer, gep, cast);
    Operand all =
        new Operand.Aggregate(
            pointer, List.of(difference, new Operand.BlockAddress("function", 1)));
    Set<String> names = new LinkedHashSet<>();

    References.symbols(all, names::add);

    assertThat(names).containsExactly("base", "cast", "function");
  }
}
