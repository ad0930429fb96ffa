package org.seamreplay.vm.decode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.seamreplay.ir.Operand;
import org.seamreplay.ir.Type;
import org.seamreplay.vm.code.CodeBuffer;
import org.seamreplay.vm.code.Op;
import org.seamreplay.vm.code.UnknownForm;

/**
 * Where the values of the function being decoded live. A value is a list of registers, one for each
 * slot of its type, and different values may name the same registers: that is how instructions that
 * only rearrange (zext, insertvalue, shuffles) cost nothing. Registers below zero are constants,
 * see {@link CodeBuffer#reg}.
 */
final class Values {
  private final DecodeContext context;
  private final int[][] registers;
  private final Map<Long, Integer> constantNumbers = new HashMap<>();
  private final List<Long> constants = new ArrayList<>();
  private final Map<Integer, Integer> preferred = new HashMap<>();
  private int undefined;
  private int next;

  Values(DecodeContext context, int valueCount) {
    this.context = context;
    this.registers = new int[valueCount][];
  }

  /** New registers in a row; returns the first. */
  int allocate(int count) {
    int first = next;
    next += count;
    return first;
  }

  /** New registers in a row, as a value. */
  int[] fresh(int count) {
    int first = allocate(count);
    int[] result = new int[count];
    for (int i = 0; i < count; i++) {
      result[i] = first + i;
    }
    return result;
  }

  /** The registers for a result: the preferred one, else new ones. */
  int[] results(int local, int count) {
    Integer known = count == 1 ? preferred.get(local) : null;
    return known == null ? fresh(count) : new int[] {known};
  }

  /** Lets {@link #results} give this register for the value. */
  void prefer(int local, int register) {
    preferred.put(local, register);
  }

  /** Registers given out so far. */
  int count() {
    return next;
  }

  /** Makes {@code local} a name of these registers. */
  void define(int local, int... where) {
    registers[local] = where;
  }

  /** The registers of a local value, {@code null} if it has none yet. */
  int[] local(int local) {
    return registers[local];
  }

  /** The registers of an operand that is only moved about, not computed with. */
  int[] alias(Operand operand, Type type) {
    if (operand instanceof Operand.Local l) {
      int[] known = registers[l.number()];
      if (known == null) {
        throw new UnknownForm("a value that was not decoded");
      }
      return known;
    }
    List<ConstantEvaluator.Slot> slots = context.constants().slots(operand, type);
    int[] result = new int[slots.size()];
    for (int i = 0; i < result.length; i++) {
      ConstantEvaluator.Slot slot = slots.get(i);
      result[i] = slot.undefined() ? undefinedConstant() : constant(slot.value());
    }
    return result;
  }

  /**
   * The registers of an operand that the next instruction computes with. An undefined constant
   * switches the frame to careful mode first.
   */
  int[] read(Operand operand, Type type) {
    int[] result = alias(operand, type);
    for (int register : result) {
      if (isUndefined(register)) {
        context.code().op(Op.TAINT);
        break;
      }
    }
    return result;
  }

  /** As {@link #read} for a value of one slot. */
  int scalar(Operand operand, Type type) {
    return read(operand, type)[0];
  }

  /** The register of a defined constant. */
  int constant(long value) {
    Integer number = constantNumbers.get(value);
    if (number == null) {
      number = constants.size();
      constants.add(value);
      constantNumbers.put(value, number);
    }
    return ~number;
  }

  /** The register of the constant that is undefined. */
  int undefinedConstant() {
    if (undefined == 0) {
      undefined = ~constants.size();
      constants.add(0L);
    }
    return undefined;
  }

  boolean isUndefined(int register) {
    return register < 0 && register == undefined;
  }

  /** The value of a register that holds a defined constant, else {@code null}. */
  Long constantValue(int register) {
    return register < 0 && register != undefined ? constants.get(~register) : null;
  }

  /** All constants by number. */
  long[] constants() {
    return constants.stream().mapToLong(Long::longValue).toArray();
  }

  /** Number of the undefined constant, -1 if there is none. */
  int undefinedNumber() {
    return undefined == 0 ? -1 : ~undefined;
  }
}
